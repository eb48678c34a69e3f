() => {
  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
  const luminance = rgb => { const [r, g, b] = rgb.slice(0, 3).map(v => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const over = (top, below) => { const alpha = top[3] ?? 1;
    return [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha)); };
  const known = new Map();
  const ground = element => {
    if (!element) return [255, 255, 255];
    if (!known.has(element)) {
      const own = numbers(getComputedStyle(element).backgroundColor), below = ground(element.parentElement);
      known.set(element, (own[3] ?? 1) === 0 ? below : over(own, below));
    }
    return known.get(element);
  };
  const faults = []; let seen = 0;
  for (const element of document.querySelectorAll('body *:not(svg, svg *, script, style, noscript)')) {
    const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('').trim();
    if (!text || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(element), below = ground(element);
    const [dark, light] = [luminance(over(numbers(style.color), below)), luminance(below)].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    seen += 1;
    if (ratio < (large ? 3 : 4.5)) faults.push(`${ratio.toFixed(2)}: ${text.slice(0, 50)}`);
  }
  return {faults, seen};
}
