import '../../../web/types/undersigned';

const petition = document.createElement('undersigned-petition');
petition.campaign = 'save-the-library';
petition.addEventListener('undersigned:signed', ({ detail }) => console.log(detail.confirmed?.toFixed()));
document.addEventListener('undersigned:error', ({ detail: { status } }) => console.log(status.toFixed()));
document.querySelector('undersigned-counter')?.setAttribute('lang', 'es');
// @ts-expect-error an attribute is a text
petition.campaign = 7;
