// The right drawer: the detail of what was clicked. ?open=record:12 in the address opens it, so
// that it is a deep link. Which component shows which kind stands in drawers.ts; that component
// gets the property `id` and names the drawer with useDrawerTitle(() => …).
import { computed, onBeforeUnmount, ref, watchEffect } from 'vue'
import { router } from '@/router'

export const opened = computed(() => {
  const open = router.currentRoute.value.query.open
  const match = typeof open === 'string' ? /^([a-z-]+):(.+)$/.exec(open) : null
  return match ? { kind: match[1]!, id: match[2]! } : null
})

export const title = ref('')

export function openDrawer(kind: string, id: string | number): void {
  const { query } = router.currentRoute.value
  const open = `${kind}:${id}`
  const go = query.open ? router.replace : router.push // Back closes it, whatever was looked at
  void go({ query: { ...query, open } })
}

// The address of a drawer over the present page, for links.
export const drawerLink = (kind: string, id: string | number) => ({
  query: { ...router.currentRoute.value.query, open: `${kind}:${id}` },
})

export function closeDrawer(): void {
  const { open: _, ...query } = router.currentRoute.value.query
  void router.replace({ query })
}

export function useDrawerTitle(given: () => string): void {
  watchEffect(() => (title.value = given()))
  onBeforeUnmount(() => (title.value = ''))
}
