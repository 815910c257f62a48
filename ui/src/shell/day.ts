// The day as of which everything is shown: ?day=2021-06-30, or today. Pages pass asOf.value to
// their calls ({ day: asOf.value }): empty means today.
import { computed } from 'vue'
import { router } from '@/router'
import { session } from '@/session'

const form = /^\d{4}-\d{2}-\d{2}$/

export const today = computed(() => {
  if (session.value?.today) return session.value.today
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
})

export const asOf = computed(() => {
  const day = router.currentRoute.value.query.day
  return typeof day === 'string' && form.test(day) && day !== today.value ? day : ''
})

export const day = computed(() => asOf.value || today.value)

export function showDay(chosen: string): void {
  const { day: _, ...query } = router.currentRoute.value.query
  const other = form.test(chosen) && chosen !== today.value
  void router.replace({ query: other ? { ...query, day: chosen } : query })
}

// A link to another page keeps the day.
export const withDay = (query: Record<string, string> = {}) =>
  asOf.value ? { ...query, day: asOf.value } : query
