// The question of a task, in which words can be highlighted. Its text arrives through textContent; places are offsets
// of the text as the browser counts, [start, end), and are kept on the server with the notes.

const instances = new WeakMap()

function merged(ranges) { // in order, none touching another
  const sorted = [...ranges].sort((one, other) => one[0] - other[0])
  return sorted.reduce((kept, [start, end]) => {
    const last = kept.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else kept.push([start, end])
    return kept
  }, [])
}

function create(root) {
  const find = selector => root.querySelector(selector)
  const prompt = find(".prompt"), clear = find(".clear"), state = find(".state")
  const self = { ranges: [], held: null, sending: Promise.resolve() }

  const draw = () => {
    const text = self.data.text, parts = []
    let at = 0
    for (const [start, end] of self.ranges) {
      parts.push(text.slice(at, start))
      const mark = document.createElement("mark")
      mark.textContent = text.slice(start, end)
      parts.push(mark)
      at = end
    }
    prompt.replaceChildren(...parts, text.slice(at))
    clear.hidden = !self.ranges.length
  }
  const save = () => {
    const ranges = self.ranges
    self.sending = self.sending.then(async () => {
      const answer = await fetch(self.data.address, {
        method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ranges }),
      }).catch(() => null)
      const body = answer?.ok ? null : await answer?.json().catch(() => null)
      state.textContent = answer?.ok ? "" : body?.error || "Not saved: no connection. Your highlights stay on this page."
    })
  }
  const offset = (node, within) => { // of a place in the prompt, counted from its beginning
    const range = document.createRange()
    range.setStart(prompt, 0)
    range.setEnd(node, within)
    return range.toString().length
  }
  const selected = () => { // a selection inside a shadow root is told by another call than one in the page
    const chosen = root.getRootNode().getSelection?.() ?? document.getSelection()
    if (!chosen?.rangeCount || chosen.isCollapsed) return null
    const range = chosen.getRangeAt(0)
    if (!range.intersectsNode(prompt)) return null // a triple click ends the selection behind the question
    return [
      prompt.contains(range.startContainer) ? offset(range.startContainer, range.startOffset) : 0,
      prompt.contains(range.endContainer) ? offset(range.endContainer, range.endOffset) : self.data.text.length,
    ]
  }
  const hold = () => { self.held = selected() ?? self.held } // a click on the button may end the selection
  document.addEventListener("selectionchange", hold)
  find(".mark").onclick = () => {
    const range = selected() ?? self.held
    self.held = null
    if (!range || range[0] >= range[1]) { state.textContent = "Select some words of the question first."; return }
    state.textContent = ""
    self.ranges = merged([...self.ranges, range])
    draw(); save()
  }
  clear.onclick = () => { self.ranges = []; draw(); save() }

  self.update = ({ data }) => {
    const isNew = self.data?.address !== data.address
    self.data = data
    if (!isNew) return
    self.ranges = merged(data.ranges.filter(([start, end]) => 0 <= start && start < end && end <= data.text.length))
    draw()
  }
  self.destroy = () => { document.removeEventListener("selectionchange", hold); instances.delete(root) }
  return self
}

export default function (component) {
  const root = component.parentElement
  const self = instances.get(root) || create(root)
  instances.set(root, self)
  self.update(component)
  return self.destroy
}
