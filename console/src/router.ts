import { createRouter, createWebHistory } from 'vue-router';

// The map and its library are large: every page is loaded when it is first opened.
export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
    { path: '/map', name: 'map', component: () => import('./pages/MapPage.vue') },
    { path: '/fences', name: 'fences', component: () => import('./pages/FencesPage.vue') },
    { path: '/alerts', name: 'alerts', component: () => import('./pages/AlertsPage.vue') },
    { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue') },
    { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
    { path: '/notifications', name: 'notifications', component: () => import('./pages/NotificationsPage.vue') },
    { path: '/indices', name: 'indices', component: () => import('./pages/IndicesPage.vue') },
    { path: '/entities', name: 'entities', component: () => import('./pages/EntitiesPage.vue') },
    { path: '/rules', name: 'rules', component: () => import('./pages/RulesPage.vue') },
    { path: '/rules/new', name: 'new-rule', component: () => import('./pages/RulePage.vue') },
    { path: '/rules/:scenario/:rule', name: 'rule', component: () => import('./pages/RulePage.vue'), props: true },
    { path: '/scenarios', name: 'scenarios', component: () => import('./pages/ScenariosPage.vue') },
    { path: '/people', name: 'people', component: () => import('./pages/PeoplePage.vue') },
    { path: '/roles', name: 'roles', component: () => import('./pages/RolesPage.vue') },
    { path: '/organisation', name: 'organisation', component: () => import('./pages/OrganisationPage.vue') },
    { path: '/keys', name: 'keys', component: () => import('./pages/KeysPage.vue') },
    { path: '/personal', name: 'personal', component: () => import('./pages/PersonalPage.vue') },
    { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
    { path: '/profile', name: 'profile', component: () => import('./pages/ProfilePage.vue') },
    { path: '/sign-in', redirect: '/' },
    // Lone pages are for whoever has no session; what follows # is theirs and is never sent.
    { path: '/set-up', name: 'set-up', component: () => import('./pages/SetUpPage.vue'), meta: { lone: true } },
    { path: '/link', name: 'link', component: () => import('./pages/LinkPage.vue'), meta: { lone: true } },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
  ],
});
