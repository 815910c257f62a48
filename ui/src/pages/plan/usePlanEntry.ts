// A drawer may be opened by its address before the page has read the plan.
import { computed, onMounted } from 'vue'
import type { Entry } from './entry'
import { entryOf, loadPlan, plan, year } from './plan'

export function usePlanEntry(key: () => string) {
  onMounted(() => {
    if (plan.value?.year !== year.value) void loadPlan()
  })
  const entry = computed<Entry | null>(() => entryOf(key()))
  const missing = computed(() => plan.value?.year === year.value && !entry.value)
  return { entry, missing }
}
