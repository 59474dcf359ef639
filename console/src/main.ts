import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';
import './style.css';
import { wearTheme } from './theme';
import { levelTitles } from './use/dialogs';
import { i18n } from './words';

wearTheme();
levelTitles(document.body);
createApp(App).use(router).use(i18n).mount('#app');
