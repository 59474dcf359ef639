import { createRouter, createWebHistory } from 'vue-router';

// The map and its library are large: every page is loaded when it is first opened.
export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/', redirect: '/map' },
    { path: '/map', name: 'map', component: () => import('./pages/MapPage.vue') },
    { path: '/alerts', name: 'alerts', component: () => import('./pages/AlertsPage.vue') },
    { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue') },
    { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
    { path: '/indices', name: 'indices', component: () => import('./pages/IndicesPage.vue') },
    { path: '/entities', name: 'entities', component: () => import('./pages/EntitiesPage.vue') },
    { path: '/scenarios', name: 'scenarios', component: () => import('./pages/ScenariosPage.vue') },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
  ],
});

export const PAGES = ['map', 'alerts', 'cases', 'indices', 'entities', 'scenarios'] as const;
export type Page = (typeof PAGES)[number];
