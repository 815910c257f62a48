// A document that the server wrote as HTML, as blocks of text that the page can set itself: nothing
// of its own marks or styles is taken over.
export interface Block {
  text: string
  level: number // of a heading, 0 of a paragraph
  centred: boolean
  rows?: string[][]
}

export function readBlocks(html: string): Block[] {
  // The policy of the page reaches into what is parsed: styles are left out before it is read.
  const bare = html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/ style="[^"]*"/gi, '')
  const body = new DOMParser().parseFromString(bare, 'text/html').body
  const text = (element: Element) => (element.textContent ?? '').replace(/[ \t\n]+/g, ' ').trim()
  const lines = (element: Element) => {
    const copy = element.cloneNode(true) as Element
    copy.querySelectorAll('br').forEach((line) => line.replaceWith('\n'))
    return (copy.textContent ?? '').split('\n').map((line) => line.trim()).filter(Boolean).join('\n')
  }
  return [...body.querySelectorAll('h1, h2, h3, h4, p, li, table')]
    .filter((element) => !element.parentElement?.closest('table, p, li'))
    .map((element): Block => {
      const heading = /^H([1-4])$/.exec(element.tagName)
      return {
        text: lines(element),
        level: heading ? Number(heading[1]) : 0,
        centred: /title|issuer|centre|center|date|recipient/.test(element.className),
        rows:
          element.tagName === 'TABLE'
            ? [...element.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map(text))
            : undefined,
      }
    })
    .filter((block) => block.text || block.rows)
}
