package web

import (
	"net/http"
	"slices"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleDetails(w http.ResponseWriter, r *http.Request) error {
	return s.showDetails(w, r, http.StatusOK, nil)
}

// showDetails shows who a client is and how they are reached, with what was
// typed when it was refused.
func (s *Server) showDetails(w http.ResponseWriter, r *http.Request, status int, typed *pages.DetailsForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Details(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	base := "/clients/" + uid.String()
	view := pages.DetailsView{Back: ui.Link{Href: base, Text: found.Client.Name()}, Action: base + "/details"}
	if typed == nil {
		view.Form = detailsText(found)
	} else {
		view.Form = *typed
	}
	if p := view.Form.Problem; p != nil && len(p.Fields) == 0 { // somebody was there first
		view.Form.Revision = strconv.Itoa(found.Client.Revision)
		view.Known = detailsFacts(v.words, found.Details)
	}
	view.Form.Municipalities, view.Form.Languages = municipalityOptions(v.words, casework.Municipalities()), spokenOptions(v.words)
	if code := found.Details.Municipality; !hasOption(view.Form.Municipalities, code) { // one that was joined to another since
		view.Form.Municipalities = append(view.Form.Municipalities, ui.Option{Value: code, Text: v.words.Municipality(code)})
	}
	if code := found.Details.Language; !hasOption(view.Form.Languages, code) {
		view.Form.Languages = append(view.Form.Languages, ui.Option{Value: code, Text: v.words.Language(code)})
	}
	for _, c := range found.Changes {
		view.History = append(view.History, pages.HistoryLine{Moment: v.words.Moment(timeOf(c.At)), Actor: found.Names.Actor(c.Actor), Text: detailsBefore(v.words, c)})
	}
	return s.render(w, r, status, pages.Details(s.frame(w, r, v.words.T("details.title")), view))
}

// hasOption tells whether a value is none or stands among the options.
func hasOption(options []ui.Option, value string) bool {
	return value == "" || slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == value })
}

func detailsText(p app.DetailsPage) pages.DetailsForm {
	d := p.Details
	return pages.DetailsForm{
		Revision: strconv.Itoa(p.Client.Revision), GivenName: d.GivenName, FamilyName: d.FamilyName, BirthOn: d.BirthOn.String(),
		Municipality: d.Municipality, Language: d.Language, Phone: d.Phone, Email: d.Email, Manner: d.Manner,
	}
}

// detailsFacts are a client's details as they stand.
func detailsFacts(words *i18n.Printer, d casework.ClientDetails) []ui.Definition {
	municipality, language := "", ""
	if d.Municipality != "" {
		municipality = words.Municipality(d.Municipality)
	}
	if d.Language != "" {
		language = words.Language(d.Language)
	}
	var facts []ui.Definition
	for _, line := range [][2]string{
		{"referral.given_name", d.GivenName}, {"referral.family_name", d.FamilyName}, {"referral.birth_on", words.Day(d.BirthOn)},
		{"referral.municipality", municipality}, {"referral.language", language},
		{"details.phone", d.Phone}, {"details.email", d.Email}, {"details.manner", d.Manner},
	} {
		facts = append(facts, ui.Definition{Term: words.T(line[0]), Text: orDash(line[1])})
	}
	return facts
}

// detailsBefore says what of a client's details was otherwise before a change.
func detailsBefore(words *i18n.Printer, c app.DetailsChange) string {
	after := detailsFacts(words, c.After)
	var parts []string
	for i, f := range detailsFacts(words, c.Before) {
		if f.Text != after[i].Text {
			parts = append(parts, f.Term+": "+f.Text)
		}
	}
	return joinParts(parts...)
}

func (s *Server) handleCorrectDetails(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p := pages.DetailsForm{
		Revision: f.text("revision"), GivenName: f.text("given_name"), FamilyName: f.text("family_name"), BirthOn: f.text("birth_on"),
		Municipality: f.text("municipality"), Language: f.text("language"), Phone: f.text("phone"), Email: f.text("email"), Manner: f.text("manner"),
	}
	in := casework.ClientDetails{
		GivenName: p.GivenName, FamilyName: p.FamilyName, BirthOn: f.day("birth_on"), Municipality: p.Municipality, Language: p.Language,
		Reach: casework.Reach{Phone: p.Phone, Email: p.Email, Manner: p.Manner},
	}
	err = f.taken(func() error {
		_, err := s.App.CorrectDetails(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: f.correction(uid).Revision}, in)
		return err
	})
	if p.Problem = refusalOf(err); p.Problem != nil {
		return s.showDetails(w, r, statuses[p.Problem.Kind], &p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.details_corrected")
}
