// Every page that has a place: address, who may see it, letter after "g", and the page itself. The
// menu, the router, Ctrl+K and the key help all read this table.
import type { Right } from '@/session'
import { useWords } from '@/words'
import en from '@/words/places.en'
import zh from '@/words/places.zh'

export type PlaceId = keyof typeof zh

export interface Place {
  id: PlaceId
  path: string
  rights: readonly Right[] // any of them
  key: string
  page: () => Promise<unknown>
}

export const placeWords = useWords(zh, en)

// In the order of the menu, which shows the first nine that the user may see.
export const places: readonly Place[] = [
  { id: 'today', path: '/', rights: ['see.own'], key: 't', page: () => import('@/pages/today/TodayPage.vue') },
  { id: 'standing', path: '/standing', rights: ['see.book'], key: 's', page: () => import('@/pages/standing/StandingPage.vue') },
  { id: 'records', path: '/records', rights: ['see.book', 'record'], key: 'r', page: () => import('@/pages/records/RecordsPage.vue') },
  { id: 'meetings', path: '/meetings', rights: ['see.book'], key: 'm', page: () => import('@/pages/meetings/MeetingsPage.vue') },
  { id: 'problems', path: '/problems', rights: ['see.book', 'record'], key: 'p', page: () => import('@/pages/problems/ProblemsPage.vue') },
  { id: 'people', path: '/people', rights: ['see.book'], key: 'o', page: () => import('@/pages/people/PeoplePage.vue') },
  { id: 'plan', path: '/plan', rights: ['plan', 'see.book'], key: 'n', page: () => import('@/pages/plan/PlanPage.vue') },
  { id: 'reports', path: '/reports', rights: ['see.book'], key: 'b', page: () => import('@/pages/reports/ReportsPage.vue') },
  { id: 'import', path: '/import', rights: ['import'], key: 'i', page: () => import('@/pages/import/ImportPage.vue') },
  { id: 'rules', path: '/rules', rights: ['rules', 'see.book'], key: 'z', page: () => import('@/pages/rules/RulesPage.vue') },
  { id: 'ledger', path: '/ledger', rights: ['verify', 'see.book'], key: 'l', page: () => import('@/pages/ledger/LedgerPage.vue') },
  { id: 'admin', path: '/admin', rights: ['admin.system', 'admin.security', 'admin.audit'], key: 'a', page: () => import('@/pages/admin/AdminPage.vue') },
  { id: 'me', path: '/me', rights: [], key: 'w', page: () => import('@/pages/me/MePage.vue') },
]

export const inMenu = 9
export const placeById = (id: PlaceId) => places.find((place) => place.id === id)!
