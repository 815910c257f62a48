// One thing done to several records, one after the other: what was not done is named and left.
import { computed, reactive, ref } from 'vue'

export interface Left<T> {
  one: T
  error: unknown
}

export function useBulk<T>() {
  const progress = reactive({ at: 0, of: 0 })
  const left = ref<Array<Left<T>>>([])
  const running = computed(() => progress.of > 0)

  // Answers with those that were done.
  async function each(all: readonly T[], run: (one: T) => Promise<unknown>): Promise<T[]> {
    progress.at = 0
    progress.of = all.length
    left.value = []
    const done: T[] = []
    for (const one of all) {
      progress.at += 1
      try {
        await run(one)
        done.push(one)
      } catch (error) {
        left.value = [...left.value, { one, error }] as typeof left.value
      }
    }
    progress.of = 0
    return done
  }
  return { progress, left, running, each }
}
