() => {
  const wanted = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(one => !one.disabled
    && one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert]'));
  const regions = [...document.querySelectorAll('body *:not(svg *)')].filter(one => {
    const style = getComputedStyle(one);
    return (/auto|scroll/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (/auto|scroll/.test(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
  }).filter(one => one.checkVisibility() && !one.querySelector('a[href], button, input, select'));
  window.wanted = [...new Set([...wanted, ...regions])]
    .sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  window.plain = new Map();
  window.look = one => { const style = getComputedStyle(one);
    return [style.outlineStyle === 'none' ? '' : style.outlineStyle + style.outlineWidth + style.outlineColor, style.boxShadow,
      style.backgroundColor, style.borderColor].join(); };
  for (const one of window.wanted) window.plain.set(one, window.look(one));
  return window.wanted.map(one => `${one.tagName.toLowerCase()} ${(one.getAttribute('aria-label') || one.textContent).trim().slice(0, 50)}`);
}
