// E goes to the first band of the form, unless somebody is typing.
export default function () {
  const onKey = event => {
    const isTyping = event.composedPath()[0]?.matches?.("input:not([type=range]), textarea, select, [contenteditable=true]")
    if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
    const first = document.querySelector(".st-key-mark_form input[type=range]")
    if (!first) return
    event.preventDefault()
    first.focus()
    first.scrollIntoView({ block: "center" })
  }
  document.addEventListener("keydown", onKey)
  return () => document.removeEventListener("keydown", onKey)
}
