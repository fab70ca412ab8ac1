// A frame may make signing impossible: its sandbox ignores the form's button silently, or leaves the page no origin to
// send a signature from. Then a link to the petition's own page replaces the form, before anything is typed.

function maySendForms(): boolean {
  let isHeard = false;
  const probe = document.createElement('form');
  probe.addEventListener('submit', (event) => {
    event.preventDefault();
    isHeard = true;
  });
  document.body.append(probe);
  probe.requestSubmit();
  probe.remove();
  return isHeard;
}

export function showBlockedNotice(form: HTMLFormElement): void {
  const way = document.querySelector<HTMLElement>('.plain-way');
  if (!way || (self.origin !== 'null' && maySendForms())) return;
  way.classList.add('needed');
  for (const part of way.children) (part as HTMLElement).hidden = false;
  form.replaceChildren(...form.querySelectorAll('.form-heading'), way);
}
