// A vector drawing from a tree of [name, attributes, text, children]: built node by node, nothing is parsed.

const SVG = "http://www.w3.org/2000/svg"
const SHAPES = new Set(["svg", "g", "rect", "circle", "path", "polyline", "polygon", "text"])
const FRAMES = new Set(["div"])

function build([name, attributes, text, children]) {
  if (!SHAPES.has(name) && !FRAMES.has(name)) return document.createTextNode("")
  const node = SHAPES.has(name) ? document.createElementNS(SVG, name) : document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class" || key === "role" || key.startsWith("aria-") || SHAPES.has(name) && !key.startsWith("on")) {
      node.setAttribute(key, value)
    }
  }
  if (text) node.textContent = text
  node.append(...children.map(build))
  return node
}

export default function ({ data, parentElement }) {
  parentElement.querySelector(".drawing").replaceChildren(build(data.tree))
}
