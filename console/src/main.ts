import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';
import './style.css';
import { wearTheme } from './theme';
import { i18n } from './words';

wearTheme();
createApp(App).use(router).use(i18n).mount('#app');
