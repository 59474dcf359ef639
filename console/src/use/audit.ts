// How entries of the audit log are told.
import { i18n, t } from '../words';

/** A pseudonym, shortened to what tells two apart. */
export function actorName(actor: string): string {
  if (i18n.global.te(`actor.${actor}`)) return t(`actor.${actor}`);
  const [kind = '', id = ''] = actor.split(':');
  const key = `actorKind.${kind}`;
  return id && i18n.global.te(key) ? `${t(key)} ${id.slice(0, 13)}` : actor;
}

/** `account.sign-in` in words, or as it is where there are none. */
export function actionName(action: string): string {
  const key = `auditAction.${action.replaceAll('.', '-')}`;
  if (i18n.global.te(key)) return t(key);
  // What a route asks of its caller is a permission, or one of several.
  const permissions = action.split('+').map((each) => `permission.${each.toUpperCase().replaceAll('-', '_')}`);
  return permissions.every((each) => i18n.global.te(each)) ? permissions.map((each) => t(each)).join(' / ') : action;
}

/** Whether something was refused or failed. */
export function isBad(outcome: string): boolean {
  return !/^(ok|done|allowed|[123]\d\d)$/i.test(outcome);
}
