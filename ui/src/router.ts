import { watchEffect } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { places, placeWords, type PlaceId } from '@/places'
import { loadSession, mayAny, session, type Right } from '@/session'
import { useWords } from '@/words'
import shellEn from '@/words/shell.en'
import shellZh from '@/words/shell.zh'

declare module 'vue-router' {
  interface RouteMeta {
    place?: PlaceId
    rights?: readonly Right[]
    open?: boolean // seen without signing in, without the frame
    bare?: boolean // without menu and header: the screen of a meeting room
  }
}

const w = useWords(shellZh, shellEn)

const routes: RouteRecordRaw[] = [
  ...places.map((place) => ({
    path: place.path,
    component: place.page as () => Promise<never>,
    meta: { place: place.id, rights: place.rights },
  })),
  // Pages below a place: { path: '/records/new', component: …, meta: { place: 'records', rights: … } }
  // A record has its address, and opens over its ledger; so does recording one (?duty=…&on=…).
  { path: '/records/new', redirect: (to) => ({ path: '/records', query: { ...to.query, open: 'new:*' } }) },
  { path: '/records/:number(\\d+)', redirect: (to) => ({ path: '/records', query: { ...to.query, open: `record:${String(to.params.number)}` } }) },
  { path: '/problems/paste', component: () => import('@/pages/problems/PastePage.vue'), meta: { place: 'problems', rights: ['record'] } },
  { path: '/problems/batches/:id', component: () => import('@/pages/problems/BatchPage.vue'), meta: { place: 'problems', rights: ['see.book', 'record'] } },
  { path: '/meetings/new', component: () => import('@/pages/meetings/PlanPage.vue'), meta: { place: 'meetings', rights: ['record'] } },
  { path: '/meetings/:id(\\d+)', component: () => import('@/pages/meetings/MeetingPage.vue'), meta: { place: 'meetings', rights: ['see.own'] } },
  { path: '/meetings/:id(\\d+)/live', component: () => import('@/pages/meetings/live/LivePage.vue'), meta: { place: 'meetings', rights: ['see.own'], bare: true } },
  { path: '/people/paste', component: () => import('@/pages/people/PastePage.vue'), meta: { place: 'people', rights: ['record'] } },
  { path: '/people/:id(\\d+)', component: () => import('@/pages/people/PersonPage.vue'), meta: { place: 'people', rights: ['see.own'] } },
  { path: '/sign-in', component: () => import('@/pages/entry/SignInPage.vue'), meta: { open: true } },
  { path: '/setup/:secret', component: () => import('@/pages/entry/SetupPage.vue'), meta: { open: true } },
  { path: '/password', component: () => import('@/pages/entry/PasswordPage.vue'), meta: {} },
  { path: '/second-factor', component: () => import('@/pages/entry/SecondFactorPage.vue'), meta: {} },
]

// Every component with examples, for those who work on them; not in a production build.
if (import.meta.env.MODE !== 'production') {
  routes.push({ path: '/kit', component: () => import('@/pages/kit/KitPage.vue'), meta: {} })
}

routes.push({ path: '/:rest(.*)*', component: () => import('@/pages/entry/NoPage.vue'), meta: {} })

export const router = createRouter({
  history: createWebHistory(),
  routes,
})

router.beforeEach(async (to) => {
  if (to.meta.open || to.path === '/kit') return true
  const back = { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (!(await loadSession().catch(() => false))) return back
  if (session.value?.password === 'expired' && to.path !== '/password') {
    return { path: '/password', query: { to: to.fullPath } }
  }
  if (session.value?.password !== 'expired' && session.value?.second_factor === 'wanted' && to.path !== '/second-factor') {
    return { path: '/second-factor', query: { to: to.fullPath } }
  }
  if (to.meta.place === 'today' && !mayAny(to.meta.rights ?? [])) {
    return places.find((place) => mayAny(place.rights))?.path ?? '/me'
  }
  return true
})

watchEffect(() => {
  const place = router.currentRoute.value.meta.place
  document.title = place ? `${placeWords[place].name} · ${w.product}` : w.product
})
