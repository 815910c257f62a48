// What Ctrl+K finds. A part of the program adds its own source once, when its module is loaded:
//   addPaletteSource({ id: 'people', group: () => w.people, find: async (text) => [...] })
import { shallowReactive } from 'vue'
import type { RouteLocationRaw } from 'vue-router'

export interface Found {
  id: string
  text: string
  hint?: string
  to?: RouteLocationRaw
  run?: () => void
}

export interface PaletteSource {
  id: string
  group: () => string
  find: (text: string) => Found[] | Promise<Found[]> // text is trimmed; empty when nothing is typed
}

export const sources = shallowReactive<PaletteSource[]>([])

export function addPaletteSource(source: PaletteSource): void {
  const at = sources.findIndex((known) => known.id === source.id)
  if (at >= 0) sources.splice(at, 1, source)
  else sources.push(source)
}
