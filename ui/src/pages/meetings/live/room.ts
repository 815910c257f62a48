// The meeting as all its screens see it: asked for again and again, and after each step. What is
// so stands in the book; a screen that was reloaded or lost its connection goes on from there.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { ApiError, address } from '@/api'
import { loadMeeting, take, type Case, type Item, type Meeting, type Values } from '../meeting'

const every = 3000
const asked = { room: true }

export type Room = ReturnType<typeof useRoom>

export function useRoom(id: number) {
  const data = shallowRef<Meeting | null>(null)
  const failed = ref<unknown>(null) // the meeting cannot be shown
  const refused = ref<unknown>(null) // the last step was not taken
  const elsewhere = ref(false)
  const lost = ref(false)
  const busy = ref(false)
  const wanted = ref<number | null>(null) // the item that somebody looks at
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function load() {
    try {
      const answer = await loadMeeting(id, asked)
      if (!over && !busy.value) data.value = answer
      failed.value = null
      lost.value = false
    } catch (caught) {
      if (caught instanceof ApiError && caught.status === 0 && data.value) lost.value = true
      else failed.value = caught
    }
  }

  // Quietly: no line of progress every three seconds.
  async function look() {
    clearTimeout(timer)
    if (document.visibilityState === 'visible' && !busy.value) {
      try {
        const response = await fetch(address(`meetings/${id}`, asked), { credentials: 'same-origin' })
        if (response.status === 401) await load() // asks to sign in again
        else if (response.ok) {
          const answer = (await response.json()) as Meeting
          if (!over && !busy.value) data.value = answer
          lost.value = false
        }
      } catch {
        lost.value = data.value !== null
      }
    }
    if (!over) timer = setTimeout(look, every)
  }
  void load().then(() => (timer = setTimeout(look, every)))
  onBeforeUnmount(() => {
    over = true
    clearTimeout(timer)
  })

  // True when it is in the book.
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    refused.value = null
    elsewhere.value = false
    let taken = false
    try {
      await work()
      taken = true
    } catch (caught) {
      if (caught instanceof ApiError && caught.status === 409) elsewhere.value = true
      else if (caught instanceof ApiError && caught.status === 0) lost.value = true
      else refused.value = caught
    }
    busy.value = false
    await load()
    return taken
  }
  // What was just worked on stays in sight: a decided item is handed out as tasks.
  function step(of: Case, act: string, values: Values = {}) {
    if (items.value.some((item) => item.id === of.id)) wanted.value = of.id
    return run(() => take(of, act, values))
  }

  const items = computed<Item[]>(() => data.value?.items ?? [])
  const underWay = computed(() => items.value.find((item) => !item.ended && item.steps.length > 0 && item.texts.date !== undefined))
  const current = computed<Item | null>(
    () =>
      items.value.find((item) => item.id === wanted.value) ??
      underWay.value ??
      items.value.find((item) => !item.ended) ??
      items.value.at(-1) ??
      null,
  )
  function show(itemId: number | null) {
    wanted.value = itemId
    refused.value = null
  }
  // What was refused is being put right.
  const answered = () => (refused.value = null)
  function turn(by: number) {
    const all = items.value
    const at = all.findIndex((item) => item.id === current.value?.id)
    if (all.length) show(all[(at + by + all.length) % all.length]!.id)
  }
  const nextOpen = computed(() => items.value.find((item) => !item.ended && item.id !== current.value?.id) ?? null)

  return { data, failed, refused, elsewhere, lost, busy, items, current, underWay, nextOpen, load, run, step, show, turn, answered }
}
