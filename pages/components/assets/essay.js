// Essay and comments: every word of theirs arrives through textContent.

const instances = new WeakMap()
const FIRST = 3

const element = (name, className, text) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

function create(root) {
  const find = selector => root.querySelector(selector)
  const sheet = find(".sheet"), text = find(".text"), cards = find(".cards"), more = find(".more"), bubble = find(".bubble")
  const self = { isAll: false, held: false }

  const parts = (comment, number) => {
    const what = element("span", "what", `${number + 1} · ${comment.label}`)
    const message = element("span", "message", comment.message)
    const made = [what, message]
    if (comment.suggestions.length) {
      const instead = element("span", "instead", "Try: ")
      comment.suggestions.slice(0, 3).forEach((suggestion, place) => {
        if (place) instead.append(" or ")
        instead.append(element("b", "", suggestion || "(leave it out)"))
      })
      made.push(instead)
    }
    return made
  }

  const light = numbers => {
    for (const mark of text.querySelectorAll("mark")) mark.classList.toggle("on", mark.numbers.some(one => numbers.includes(one)))
    for (const card of cards.querySelectorAll(".card")) card.classList.toggle("on", numbers.includes(card.number))
  }
  const place = mark => { // under the phrase, inside the sheet
    const frame = sheet.getBoundingClientRect(), boxes = mark.getClientRects(), last = boxes[boxes.length - 1]
    if (!last) return
    const left = Math.min(Math.max(0, last.left - frame.left), Math.max(0, frame.width - bubble.offsetWidth))
    bubble.style.left = `${left}px`
    bubble.style.top = `${last.bottom - frame.top + 8}px`
  }
  const open = (mark, isHeld) => {
    bubble.replaceChildren(...mark.numbers.map(number => {
      const one = element("div")
      one.dataset.kind = self.data.comments[number].kind
      one.append(...parts(self.data.comments[number], number))
      return one
    }))
    bubble.hidden = false
    self.held = isHeld
    place(mark)
    light(mark.numbers)
  }
  const close = () => { bubble.hidden = true; self.held = false; light([]) }

  const drawText = () => {
    const numbered = new Set()
    const lastAt = new Map()
    self.data.pieces.forEach(([, numbers], at) => numbers.forEach(number => lastAt.set(number, at)))
    text.replaceChildren(...self.data.pieces.map(([piece, numbers], at) => {
      if (!numbers.length) return document.createTextNode(piece)
      const comments = numbers.map(number => self.data.comments[number])
      const mark = element("mark", "", piece)
      mark.numbers = numbers
      mark.dataset.kind = comments[comments.length - 1].kind
      const fresh = numbers.filter(number => !numbered.has(number)) // a comment is reached by keyboard once
      fresh.forEach(number => numbered.add(number))
      if (fresh.length) {
        mark.tabIndex = 0
        mark.setAttribute("role", "button")
        mark.setAttribute("aria-label", numbers.map((number, which) =>
          `${piece}. Comment ${number + 1}, ${comments[which].label}: ${comments[which].message}`).join(" "))
      }
      const ends = numbers.filter(number => lastAt.get(number) === at)
      if (ends.length) mark.dataset.number = ends.map(number => number + 1).join(",")
      mark.onpointerenter = event => { if (event.pointerType === "mouse" && !self.held) open(mark, false) }
      mark.onpointerleave = event => { if (event.pointerType === "mouse" && !self.held) close() }
      mark.onfocus = () => { if (mark.matches(":focus-visible")) open(mark, false) }
      mark.onblur = () => { if (!self.held) close() }
      mark.onclick = event => { event.stopPropagation(); open(mark, true) }
      mark.onkeydown = event => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(mark, true) }
      }
      return mark
    }))
  }
  const show = number => {
    const mark = [...text.querySelectorAll("mark")].find(one => one.numbers.includes(number))
    if (!mark) return
    const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches
    mark.scrollIntoView({ block: "center", behavior: isReduced ? "auto" : "smooth" })
    light([number])
  }
  const drawCards = () => {
    const { comments, dearest } = self.data
    const shown = self.isAll ? comments.map((_, number) => number) : dearest.slice(0, FIRST)
    cards.replaceChildren(...shown.map(number => {
      const comment = comments[number], item = element("li"), card = element("button", "card")
      card.type = "button"
      card.number = number
      card.dataset.kind = comment.kind
      const [what, ...rest] = parts(comment, number)
      card.append(what, element("span", "quote", `“${comment.quote}”`), ...rest)
      card.onclick = event => { event.stopPropagation(); close(); show(number) }
      card.onpointerenter = () => { if (!self.held) light([number]) }
      card.onpointerleave = () => { if (!self.held) light([]) }
      item.append(card)
      return item
    }))
    const lead = find(".lead")
    if (!comments.length) lead.textContent = "No comments on single phrases."
    else if (self.isAll) lead.textContent = `All ${comments.length} comments`
    else lead.textContent = comments.length > 1 ? "Start with these" : "One comment"
    more.hidden = comments.length <= FIRST
    more.textContent = self.isAll ? `Show the ${FIRST} that matter most` : `Show all ${comments.length} comments`
    more.setAttribute("aria-expanded", String(self.isAll))
  }
  more.onclick = () => { self.isAll = !self.isAll; drawCards() }

  const drawKey = () => {
    const kinds = new Map(self.data.comments.map(comment => [comment.kind, comment.label]))
    find(".key").replaceChildren(...[...kinds].sort(([one], [other]) => one - other).map(([kind, label]) => {
      const item = element("li"), sample = element("span", "", label)
      item.dataset.kind = kind
      item.append(sample)
      return item
    }))
  }

  const onKey = event => { if (event.key === "Escape") close() }
  const onOutside = event => { if (!bubble.hidden && !event.composedPath().includes(bubble)) close() }
  document.addEventListener("keydown", onKey)
  document.addEventListener("click", onOutside)

  self.update = data => {
    const said = JSON.stringify(data)
    if (said === self.said) return // a rerun or a new theme: what the reader has open stays open
    self.said = said
    self.data = data
    close(); drawKey(); drawText(); drawCards()
  }
  self.destroy = () => {
    document.removeEventListener("keydown", onKey)
    document.removeEventListener("click", onOutside)
    instances.delete(root)
  }
  return self
}

export default function ({ data, parentElement: root }) {
  const self = instances.get(root) || create(root)
  instances.set(root, self)
  self.update(data)
  return self.destroy
}
