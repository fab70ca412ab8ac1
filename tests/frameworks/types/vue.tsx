import type { GlobalComponents } from 'vue';
import '../../../web/types/undersigned-vue';

type Props = InstanceType<GlobalComponents['undersigned-petition']>['$props'];
export const props: Props = { campaign: 'save-the-library', partner: 'ally', lang: 'es', theme: 'dark', class: 'wide' };
// @ts-expect-error an attribute is a text
export const wrong: Props = { campaign: 7 };
