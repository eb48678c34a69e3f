() => {
  const scrolls = one => { const style = getComputedStyle(one); return /auto|scroll/.test(style.overflowX + style.overflowY); };
  const cuts = one => { const style = getComputedStyle(one); return /hidden|clip/.test(style.overflowX + style.overflowY); };
  const unseen = one => { const style = getComputedStyle(one);
    return style.clipPath === 'inset(50%)' || style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clip === 'rect(1px, 1px, 1px, 1px)'; };
  const memo = new Map();
  const around = one => {  // nearest scroller, whether set aside (fixed, sticky, only for screen readers)
    if (!one || one === document.documentElement) return {scroller: null, aside: false};
    if (!memo.has(one)) {
      const above = around(one.parentElement), style = getComputedStyle(one);
      memo.set(one, {scroller: scrolls(one) ? one : above.scroller,
        aside: above.aside || /fixed|sticky/.test(style.position) || unseen(one) || one.matches('.skip')});
    }
    return memo.get(one);
  };
  const name = one => `${one.tagName.toLowerCase()}${one.id ? '#' + one.id : ''}${one.className ? '.' + [...one.classList].join('.') : ''}`;
  const width = document.documentElement.clientWidth;
  const wide = [], cut = [], boxes = []; let texts = 0;
  for (const one of document.querySelectorAll('body *:not(svg *, script, style, noscript)')) {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const {scroller, aside} = around(one);
    if (aside) continue;
    if (cuts(one) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && one.textContent.trim()
        && !one.closest('svg')) cut.push(`${name(one)} cuts ${one.textContent.trim().slice(0, 60)}`);
    for (const node of one.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim() || one.closest('svg, math, option, select')) continue;
      texts += 1;
      const range = document.createRange(); range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        if (!scroller && (box.right > width + 1 || box.left < -1)) wide.push(`${name(one)}: ${node.data.trim().slice(0, 60)}`);
        boxes.push({left: box.left, right: box.right, top: box.top, bottom: box.bottom, one, scroller, text: node.data.trim()});
      }
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const over = [];
  for (let i = 0; i < boxes.length; i++) {
    const a = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 3; j++) {
      const b = boxes[j];
      if (a.scroller !== b.scroller || a.one === b.one || a.one.contains(b.one) || b.one.contains(a.one)) continue;
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - b.top;
      const least = Math.min(a.bottom - a.top, b.bottom - b.top);
      if (x > 2 && y > least * 0.45) over.push(`${name(a.one)} ${a.text.slice(0, 40)} | ${name(b.one)} ${b.text.slice(0, 40)}`);
    }
  }
  return {wide, cut, over, texts, page: document.documentElement.scrollWidth - width};
}
