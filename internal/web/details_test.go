package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestAClientIsCalledFromTheirPage(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	client := "/clients/" + w.clients[0].UID.String()
	form := v.mustGet(client + "/details")
	typed := url.Values{
		"revision": {hiddenIn(t, form, "revision")}, "given_name": {"Aino"}, "family_name": {"Niemi"}, "birth_on": {"1985-05-09"},
		"municipality": {"205"}, "language": {"fi"}, "phone": {"kysy äidiltä"}, "email": {"aino@niemi.example"}, "manner": {"Soita <iltapäivällä>"},
	}
	refused := v.post(client+"/details", typed)
	for _, want := range []string{`value="kysy äidiltä"`, "Tarkista puhelinnumero.", `value="aino@niemi.example"`} {
		if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.page, want) {
			t.Errorf("a number in words gives %d without %q", refused.status, want)
		}
	}
	typed.Set("phone", "050 123 4567")
	if done := v.post(client+"/details", typed); done.status != http.StatusSeeOther || done.to != client {
		t.Fatalf("the details lead to %d %s", done.status, done.to)
	}
	page := v.mustGet(client)
	for _, want := range []string{`href="tel:0501234567"`, "Soita 050 123 4567", `href="mailto:aino@niemi.example"`, "Soita &lt;iltapäivällä&gt;", "Aino Niemi"} {
		if !strings.Contains(page, want) {
			t.Errorf("the client's page is without %q", want)
		}
	}
	v.post(client+"/tasks/new", url.Values{"uid": {w.app.IDs().String()}, "whose": {"client"}, "text": {"Soita & kysy"}})
	if list := v.mustGet(client + "/tasks"); !strings.Contains(list, `href="sms:0501234567?&amp;body=Hei`) {
		t.Error("the client's list is not offered as a message to the number")
	}
	if again := v.mustGet(client + "/details"); !strings.Contains(again, "Puhelinnumero: ") {
		t.Error("what the details were before is not told")
	}
	typed.Set("family_name", "Toinen")
	stale := v.post(client+"/details", typed)
	for _, want := range []string{`value="Toinen"`, "Niemi"} {
		if stale.status != http.StatusConflict || !strings.Contains(stale.page, want) {
			t.Errorf("a form that somebody overtook gives %d without %q", stale.status, want)
		}
	}
}

func TestTheAgreementIsPrintedInTheClientsLanguage(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	form := "/clients/" + w.clients[0].UID.String() + "/agreement"
	if page := v.mustGet(form); !strings.Contains(page, `href="`+form+`/sheet"`) {
		t.Error("the form of the agreement does not lead to the sheet")
	}
	for path, want := range map[string]string{form + "/sheet": "Tämä ei ole työsopimus.", form + "/sheet?in=sv": "Det här är inte ett arbetsavtal."} {
		if page := v.mustGet(path); !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}
