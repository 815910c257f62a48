// Something chosen on the page that stands in the address: const kind = useAddress('kind', 'all').
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useAddress(key: string, otherwise = '') {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[key] === 'string' ? (route.query[key] as string) : otherwise),
    set: (chosen: string) => {
      const { [key]: _, ...rest } = route.query
      void router.replace({ query: chosen && chosen !== otherwise ? { ...rest, [key]: chosen } : rest })
    },
  })
}
