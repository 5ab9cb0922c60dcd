// What the browser must do by itself: htmx for parts of pages, and the small
// modules below. Everything else is links and forms.
import "../third_party/htmx/htmx.min.js";
import { sayHours } from "./hours";
import { startIdleLock } from "./idle";
import { sendOnce } from "./once";
import { openingPage } from "./opening";

sendOnce(document);
openingPage(document);
sayHours(document);
startIdleLock(document.body);
