// A rerun calls us again, and a ticket is good once: one request for each place in the page.
const begun = new WeakSet()

export default function ({ data, parentElement: root }) {
  if (begun.has(root)) return
  begun.add(root)
  const say = text => {
    root.querySelector("[role=status]").textContent = text
  }
  say("One moment…")
  fetch(data.route, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(data.body),
  })
    .then(async answer => {
      if (answer.ok) return location.replace(data.next)
      const body = await answer.json().catch(() => ({}))
      say(body.error || "That took too long. Please try once more.")
    })
    .catch(() => say("There is no connection to our server. Please try once more."))
}
