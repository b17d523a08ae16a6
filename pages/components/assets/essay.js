// Essay and comments: every word of theirs arrives through textContent. Votes go by HTTP, so that no run of the
// page takes away what the reader has open.

const instances = new WeakMap()
const FIRST = 3
const SHOW_PLACE = "essay:show-place" // asked by a table of checks on the same page

const element = (name, className, text) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}
const button = (className, text, act) => {
  const made = element("button", className, text)
  made.type = "button"
  made.onclick = event => { event.stopPropagation(); act(made) }
  return made
}
const intoView = one => {
  const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches
  one.scrollIntoView({ block: "center", behavior: isReduced ? "auto" : "smooth" })
}

function openCriterion(kind) { // the section of the page that explains this criterion
  const summary = document.querySelector(`.st-key-criterion_${kind} summary`)
  if (!summary) return
  if (!summary.closest("details")?.open) summary.click()
  intoView(summary)
  summary.focus({ preventScroll: true })
}

function create(root) {
  const find = selector => root.querySelector(selector)
  const sheet = find(".sheet"), text = find(".text"), cards = find(".cards"), more = find(".more"), bubble = find(".bubble")
  const said = find(".said"), hiddenLine = find(".hidden-line"), reveal = find(".reveal"), putAway = find(".put-away")
  const self = { isAll: false, held: null, isRevealed: false, justHidden: null, votes: {}, sending: Promise.resolve() }

  const voteOn = number => self.votes[self.data.comments[number].key] ?? null
  const isHidden = number => voteOn(number) === "wrong"
  const isVoting = () => self.data.votes !== null

  // --- votes ----------------------------------------------------------------------------------------------
  const post = async (key, vote) => {
    const answer = await fetch(`/api/comments/${self.data.submission}/votes`, {
      method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body: JSON.stringify({ key, vote }),
    }).catch(() => null)
    if (answer?.ok) return null
    const body = await answer?.json().catch(() => null)
    return body?.error || "There is no connection. Please try again soon."
  }
  const put = (key, vote) => {
    const hides = [self.votes[key], vote].includes("wrong")
    self.votes[key] = vote
    if (hides) drawText()
    drawCards()
  }
  const cast = (number, vote) => {
    const { key } = self.data.comments[number], before = voteOn(number)
    put(key, vote)
    self.sending = self.sending.then(async () => { // one after the other: the last click is what is kept
      const fault = await post(key, vote)
      if (!fault || self.votes[key] !== vote) return
      if (self.justHidden === number) self.justHidden = null
      put(key, before)
      tell(`Comment ${number + 1}: your vote was not saved. ${fault}`)
    })
  }
  const tell = (sentence, undo) => {
    said.replaceChildren(sentence)
    if (undo) said.append(" ", button("plain", "Undo", undo))
  }
  const callWrong = number => { // the way back stands where the card stood, or under the list if it was not in it
    close()
    self.justHidden = number
    cast(number, "wrong")
    const undo = cards.querySelector(".stub button")
    tell(`Comment ${number + 1} is hidden. Thank you, we will look at it.`, undo ? null : () => takeBack(number))
    ;(undo ?? said.querySelector("button")).focus({ preventScroll: true })
  }
  const takeBack = number => {
    self.justHidden = null
    cast(number, null)
    tell(`Comment ${number + 1} is shown again.`)
    const place = cards.querySelector(`[data-at="${number}"] .place`) ?? more
    place.focus({ preventScroll: true })
  }
  const helped = number => {
    self.justHidden = null
    const vote = voteOn(number) === "helped" ? null : "helped"
    cast(number, vote)
    tell(vote ? `Comment ${number + 1}: noted that it helped.` : `Comment ${number + 1}: your vote is taken back.`)
  }
  const ballot = number => {
    const made = element("div", "ballot"), name = `comment ${number + 1}`
    const yes = button("vote", "Helped", () => {
      const isInBubble = bubble.contains(yes)
      helped(number)
      if (isInBubble) yes.setAttribute("aria-pressed", String(voteOn(number) === "helped"))
      else cards.querySelector(`[data-at="${number}"] .vote`)?.focus({ preventScroll: true })
    })
    yes.setAttribute("aria-pressed", String(voteOn(number) === "helped"))
    yes.setAttribute("aria-label", `Helped: ${name}`)
    const no = button("vote", "Wrong", () => callWrong(number))
    no.setAttribute("aria-label", `Wrong: hide ${name}`)
    made.append(yes, no)
    return made
  }

  // --- one comment ------------------------------------------------------------------------------------------
  const reason = (className, title, words) => {
    const made = element("p", className)
    made.append(element("b", "", title), " ", words)
    return made
  }
  const parts = (comment, number) => {
    const what = element("p", "what", `${number + 1} · `)
    const link = button("criterion", comment.label, () => { close(); openCriterion(comment.kind) })
    link.setAttribute("aria-label", `${comment.label}: open this criterion`)
    what.append(link)
    const made = [what, element("p", "message", comment.message)]
    if (comment.why) made.push(reason("why", "Why:", comment.why))
    if (comment.how) made.push(reason("how", "Next time:", comment.how))
    if (comment.suggestions.length) {
      const instead = element("p", "instead", "Try: ")
      comment.suggestions.forEach((suggestion, place) => {
        if (place) instead.append(" or ")
        instead.append(element("b", "", suggestion || "(leave it out)"))
      })
      made.push(instead)
    }
    return made
  }

  // --- the text ---------------------------------------------------------------------------------------------
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
      if (isHeld && isVoting()) one.append(ballot(number))
      return one
    }))
    bubble.hidden = false
    self.held = isHeld ? mark : null
    place(mark)
    light(mark.numbers)
  }
  const close = () => { bubble.hidden = true; self.held = null; light([]) }

  const asMark = (piece, numbers, numbered) => {
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
    mark.onpointerenter = event => { if (event.pointerType === "mouse" && !self.held) open(mark, false) }
    mark.onpointerleave = event => { if (event.pointerType === "mouse" && !self.held) close() }
    mark.onfocus = () => { if (mark.matches(":focus-visible") && self.held !== mark) open(mark, false) }
    mark.onblur = () => { if (!self.held) close() }
    mark.onclick = event => { event.stopPropagation(); open(mark, true) }
    mark.onkeydown = event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(mark, true) }
      else if (event.key === "Tab" && !event.shiftKey && self.held === mark) { // into the comment, not past it
        event.preventDefault()
        bubble.querySelector("button").focus()
      }
    }
    return mark
  }
  const drawText = () => {
    const numbered = new Set(), lastAt = new Map()
    const shown = self.data.pieces.map(([piece, numbers, places]) => [piece, numbers.filter(one => !isHidden(one)), places])
    shown.forEach(([, numbers], at) => numbers.forEach(number => lastAt.set(number, at)))
    text.replaceChildren(...shown.map(([piece, numbers, places], at) => {
      if (!numbers.length && !places.length) return document.createTextNode(piece)
      const made = numbers.length ? asMark(piece, numbers, numbered) : element("span", "", piece)
      made.places = places
      const ends = numbers.filter(number => lastAt.get(number) === at)
      if (ends.length) made.dataset.number = ends.map(number => number + 1).join(",")
      return made
    }))
  }
  const show = number => {
    const mark = [...text.querySelectorAll("mark")].find(one => one.numbers.includes(number))
    if (!mark) return
    intoView(mark)
    light([number])
    if (mark.tabIndex === 0) mark.focus({ preventScroll: true })
  }
  const showPlace = event => {
    const found = [...text.children].filter(one => one.places?.includes(event.detail))
    for (const one of text.children) one.classList.toggle("here", found.includes(one))
    if (!found.length) return
    close()
    intoView(found[0])
    found[0].setAttribute("tabindex", found[0].getAttribute("tabindex") ?? "-1")
    found[0].focus({ preventScroll: true })
  }

  // --- the cards beside it ----------------------------------------------------------------------------------
  const cardOf = number => {
    const comment = self.data.comments[number], card = element("li", "card")
    card.number = number
    card.dataset.kind = comment.kind
    card.dataset.at = number
    const [what, ...rest] = parts(comment, number)
    const quote = button("place", `“${comment.quote}”`, () => { close(); show(number) })
    quote.setAttribute("aria-label", `“${comment.quote}”: show it in the essay`)
    card.append(what, quote, ...rest)
    return card
  }
  const stubOf = number => {
    const stub = element("li", "stub", `Comment ${number + 1} is hidden. `)
    const undo = button("plain", "Undo", () => takeBack(number))
    undo.setAttribute("aria-label", `Undo: show comment ${number + 1} again`)
    stub.append(undo)
    return stub
  }
  const drawCards = () => {
    const { comments, dearest } = self.data
    const all = comments.map((_, number) => number).filter(number => !isHidden(number))
    const isListed = number => !isHidden(number) || number === self.justHidden
    let room = FIRST // what was hidden just now takes none
    const first = dearest.filter(isListed).filter(number => number === self.justHidden ? room > 0 : room-- > 0)
    cards.replaceChildren(...(self.isAll ? comments.map((_, number) => number).filter(isListed) : first).map(number => {
      if (number === self.justHidden) return stubOf(number)
      const card = cardOf(number)
      if (isVoting()) card.append(ballot(number))
      card.onclick = event => { event.stopPropagation(); close(); show(number) }
      card.onpointerenter = () => { if (!self.held) light([number]) }
      card.onpointerleave = () => { if (!self.held) light([]) }
      return card
    }))
    const lead = find(".lead")
    if (!comments.length) lead.textContent = "No comments on single phrases."
    else if (!all.length) lead.textContent = "You have hidden every comment."
    else if (self.isAll) lead.textContent = `All ${all.length} comments`
    else lead.textContent = all.length > 1 ? "Start with these" : "One comment"
    more.hidden = all.length <= FIRST
    more.textContent = self.isAll ? `Show the ${FIRST} that matter most` : `Show all ${all.length} comments`
    more.setAttribute("aria-expanded", String(self.isAll))

    const gone = comments.map((_, number) => number).filter(isHidden)
    if (!gone.length) self.isRevealed = false
    hiddenLine.hidden = !gone.length
    find(".count").textContent = gone.length === 1 ? "1 comment hidden" : `${gone.length} comments hidden`
    reveal.textContent = self.isRevealed ? "close" : "show"
    reveal.setAttribute("aria-expanded", String(self.isRevealed))
    reveal.setAttribute("aria-label", self.isRevealed ? "Close the hidden comments" : "Show the hidden comments")
    putAway.hidden = !self.isRevealed
    putAway.replaceChildren(...(self.isRevealed ? gone : []).map(number => {
      const card = cardOf(number), back = button("vote", "Undo", () => takeBack(number))
      back.setAttribute("aria-label", `Undo: show comment ${number + 1} again`)
      const note = element("div", "ballot", "You called this wrong.")
      note.append(" ", back)
      card.querySelector(".place").replaceWith(element("p", "place", `“${self.data.comments[number].quote}”`))
      card.append(note)
      return card
    }))
  }
  more.onclick = () => { self.isAll = !self.isAll; self.justHidden = null; drawCards() }
  reveal.onclick = () => { self.isRevealed = !self.isRevealed; drawCards() }

  const drawKey = () => {
    const kinds = new Map(self.data.comments.map(comment => [comment.kind, comment.label]))
    find(".key").replaceChildren(...[...kinds].sort(([one], [other]) => one - other).map(([kind, label]) => {
      const item = element("li"), sample = element("span", "", label)
      item.dataset.kind = kind
      item.append(sample)
      return item
    }))
  }
  bubble.onclick = event => event.stopPropagation()
  bubble.onkeydown = event => {
    if (event.key !== "Tab" || !self.held) return
    const within = [...bubble.querySelectorAll("button")], at = within.indexOf(event.target)
    const mark = self.held
    if (event.shiftKey && at <= 0) { event.preventDefault(); mark.focus() }
    else if (!event.shiftKey && at === within.length - 1) { close(); mark.focus() } // Tab goes on from the phrase
  }
  const onKey = event => {
    if (event.key !== "Escape" || bubble.hidden) return
    const mark = self.held, isInside = event.composedPath().includes(bubble)
    close()
    if (isInside && mark) { mark.focus(); close() }
  }
  const onOutside = event => { if (!bubble.hidden && !event.composedPath().includes(bubble)) close() }
  document.addEventListener("keydown", onKey)
  document.addEventListener("click", onOutside)
  document.addEventListener(SHOW_PLACE, showPlace)

  self.update = data => {
    const drawn = JSON.stringify({ ...data, votes: data.votes !== null })
    if (drawn === self.drawn) return // a rerun or a new theme: what the reader has open stays open, votes are ours
    self.drawn = drawn
    self.data = data
    self.votes = { ...data.votes }
    said.replaceChildren()
    close(); drawKey(); drawText(); drawCards()
  }
  self.destroy = () => {
    document.removeEventListener("keydown", onKey)
    document.removeEventListener("click", onOutside)
    document.removeEventListener(SHOW_PLACE, showPlace)
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
