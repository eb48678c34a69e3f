() => {
  const seen = new Set(), faults = [];
  for (const sheet of document.querySelectorAll('style')) {
    const plain = sheet.textContent.replace(/\/\*.*?\*\//gs, '').replace(/url\([^)]*\)/g, 'url(data:,)');
    for (const [, body] of plain.matchAll(/\{([^{}]*)\}/g))
      for (const line of body.split(/;(?=\s*[-a-z]+\s*:|\s*$)/)) {
        const [, name, value] = line.match(/^\s*([-\w]+)\s*:\s*([^]*?)\s*(?:!important)?\s*$/) || [];
        if (!name || seen.has(line)) continue;
        seen.add(line);
        const descriptor = ['src', 'size', 'unicode-range', 'font-display'].includes(name);
        if (!descriptor && !CSS.supports(name, value)) faults.push(`${name}: ${value}`);
      }
  }
  return {faults, seen: seen.size};
}
