// A rerun calls us again: one journey for each place in the page.
const begun = new WeakSet()

export default function ({ data, parentElement: root }) {
  if (begun.has(root)) return
  begun.add(root)
  root.querySelector("[role=status]").textContent = "One moment…"
  location.assign(data.url)
}
