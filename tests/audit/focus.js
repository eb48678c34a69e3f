() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const x = middle(box.left, Math.min(box.right, box.left + 80), innerWidth);
  const first = Math.max(box.top, 0), last = Math.min(box.bottom, innerHeight);
  // a region that fills the window may begin below a bar: it must not be covered wholly (2.4.11)
  const heights = [middle(first, first + 24, last)].concat(last - first > innerHeight / 2 ? [(first + last) / 2] : []);
  const tops = heights.map(y => document.elementFromPoint(x, y));
  return {index: wanted.indexOf(one), shown: look(one) !== plain.get(one),
    seen: tops.some(top => !!top && (one === top || one.contains(top) || top.contains(one))),
    by: tops.map(top => `${top?.tagName}.${top?.className?.baseVal ?? top?.className}`).join(),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}
