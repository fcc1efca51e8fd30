// Deals the blocks of #store over pages made from the templates, and footnotes with them.
const template = (name) => document.getElementById(name).content.firstElementChild;

function open(name) {
  const page = template(name).cloneNode(true);
  document.body.appendChild(page);
  return page;
}

function fits(page) {
  const flow = page.querySelector('.flow');
  const notes = page.querySelector('.notes');
  const room = flow.clientHeight - (notes.childElementCount ? notes.offsetHeight + 6 : 0);
  const last = flow.lastElementChild;
  return last.offsetTop + last.offsetHeight <= room;
}

function add(page, block) {
  page.querySelector('.flow').appendChild(block);
  for (const mark of block.querySelectorAll('sup')) {
    const note = document.getElementById('note' + mark.textContent);
    if (note) page.querySelector('.notes').appendChild(note);
  }
}

let page = open('first');
for (const block of [...document.getElementById('store').children]) {
  add(page, block);
  if (!fits(page) && page.querySelector('.flow').childElementCount > 1) {
    const before = block.previousElementSibling;
    page = open('next');
    if (before.tagName == 'H2') page.querySelector('.flow').appendChild(before);
    add(page, block);
  }
}
document.getElementById('store').remove();
document.getElementById('noted').remove();

const pages = document.querySelectorAll('.page');
pages.forEach((p, i) => {
  const notes = p.querySelector('.notes');
  if (!notes.childElementCount) notes.remove();
  const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    node.data = node.data.replace('{page}', i + 1).replace('{pages}', pages.length);
  }
});
