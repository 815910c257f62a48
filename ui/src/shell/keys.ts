// Keys. A page adds its own with useKeys([...]) while it is shown; "?" lists them all. A key is
// "n", "?" , "ctrl+k", or two after each other: "g t".
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'

export interface Key {
  keys: string
  what: () => string
  run: () => void
  everywhere?: boolean // in input fields as well
  when?: () => boolean // always when left out
}

export const known = shallowReactive<Key[]>([])
let before = ''
let beforeAt = 0

export function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return !!element?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]')
}

export function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${key}`
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return
  const now = pressed(event)
  const both = event.timeStamp - beforeAt < 1200 ? `${before} ${now}` : ''
  const inField = typing(event.target)
  const modal = document.querySelector('dialog[open]') !== null
  const found = [...known]
    .reverse()
    .find(
      (key) =>
        (key.keys === both || key.keys === now) &&
        (key.everywhere || !(inField || modal)) &&
        (key.when?.() ?? true),
    )
  before = inField ? '' : now
  beforeAt = event.timeStamp
  if (found) {
    before = ''
    event.preventDefault()
    found.run()
  }
}

export const listen = () => window.addEventListener('keydown', onKey)
export const unlisten = () => window.removeEventListener('keydown', onKey)

export function useKeys(keys: Key[]): void {
  onMounted(() => known.push(...keys))
  onBeforeUnmount(() => keys.forEach((key) => known.splice(known.indexOf(key), 1)))
}
