// SPDX-License-Identifier: Apache-2.0
// Comes after GOV.UK Frontend (MIT licence: see licences.txt) in one module. What is better with JavaScript begins here; without it
// every page works.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
