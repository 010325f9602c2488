// Decap waits until format.js has said how our files are written.
window.CMS_MANUAL_INIT = true;
