// Questions that the tests put to a page; each answers with what is wrong in words.

const named = node => {
  const classes = [...node.classList].map(one => "." + one).join("")
  return node.tagName.toLowerCase() + (node.id ? "#" + node.id : "") + classes + ": " + node.textContent.trim().slice(0, 60)
}

// What stands wider than the page, where the page scrolls sideways.
const tooWide = () => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return null
  const out = [...document.querySelectorAll("body *")].filter(node => {
    const box = node.getBoundingClientRect()
    return box.width && (box.right > root.clientWidth + 1 || box.left < -1) && !node.closest(".scroll, .sections, pre, .skip")
  })
  return [root.scrollWidth, ...out.slice(0, 4).map(named)]
}

// One heading on top, a title, a language, no id twice; forms that can be sent, labels that lead somewhere.
const skeleton = () => {
  const wrong = []
  const all = selector => [...document.querySelectorAll(selector)]
  if (all("h1").length !== 1) wrong.push(all("h1").length + " h1")
  if (!/\S.* – \S/.test(document.title)) wrong.push("title: " + document.title)
  if (!document.documentElement.lang) wrong.push("no language")
  if (all("main").length !== 1) wrong.push("main")
  const ids = all("[id]").map(node => node.id)
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => wrong.push("twice: #" + id))
  const levels = all("h1, h2, h3, h4, h5, h6").map(node => +node.tagName[1])
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) wrong.push("a heading is left out before " + named(all("h1, h2, h3, h4, h5, h6")[at])) })
  for (const form of all("form")) {
    const sends = [...form.elements].filter(one => ["submit", "image"].includes(one.type))
    if (!sends.length) wrong.push("cannot be sent: " + named(form))
    if (form.method === "post" && !form.csrfmiddlewaretoken && document.cookie !== "-") wrong.push("no key: " + named(form))
  }
  for (const button of all("button[type=button], button[type=reset]")) wrong.push("does nothing without scripts: " + named(button))
  for (const label of all("label")) if (!label.control) wrong.push("no field: " + named(label))
  for (const link of all("a")) if (!link.getAttribute("href")) wrong.push("leads nowhere: " + named(link))
  for (const one of all("[aria-describedby], [aria-labelledby], [aria-controls]"))
    for (const name of ["aria-describedby", "aria-labelledby", "aria-controls"])
      for (const id of (one.getAttribute(name) || "").split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) wrong.push(name + " names nothing: #" + id)
  for (const link of all("a[href^='#']"))
    if (link.hash.length > 1 && !document.getElementById(decodeURIComponent(link.hash.slice(1)))) wrong.push("no such place: " + link.hash)
  if (all("[style], style, script:not([src])").length) wrong.push("style or script in the page")
  for (const one of all("*")) for (const given of one.attributes) if (/^on/.test(given.name)) wrong.push(given.name + " at " + named(one))
  if (all("main .btn:not(.two, .bad)").length > 1) wrong.push("primary buttons: " + all("main .btn:not(.two, .bad)").map(named).join(" | "))
  return wrong
}

// Words that no catalogue translated: letters outside of ⟦…⟧, apart from what speaks another language by rule.
// Arabic letters come from Django's own catalogue (months, weekdays, languages, sizes of files): they are translated.
const unmarked = (apart, same) => {
  const wrong = []
  let depth = 0
  const outside = text => {
    let left = ""
    for (const one of text) {
      if (one === "⟦") depth += 1
      else if (one === "⟧") depth -= 1
      else if (depth === 0) left += one
    }
    left = left.replace(new RegExp(same, "g"), "")
    return /(?!\p{Script=Arabic})\p{L}/u.test(left) ? left.trim() : ""
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const left = outside(node.data)
    if (left && !node.parentElement.closest(apart)) wrong.push(node.parentElement.tagName.toLowerCase() + ": " + left.slice(0, 80))
  }
  depth = 0
  for (const node of document.querySelectorAll("body *"))
    for (const name of ["aria-label", "alt", "title", "placeholder", "data-l"])
      if (node.hasAttribute(name) && !node.closest(apart) && outside(node.getAttribute(name))) wrong.push(name + ": " + node.getAttribute(name))
  return wrong
}
