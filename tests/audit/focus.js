() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const x = middle(box.left, Math.min(box.right, box.left + 80), innerWidth);
  const y = middle(box.top, Math.min(box.bottom, Math.max(box.top, 0) + 24), innerHeight);
  const top = document.elementFromPoint(x, y);
  return {index: wanted.indexOf(one), shown: look(one) !== plain.get(one),
    seen: !!top && (one === top || one.contains(top) || top.contains(one)),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}
