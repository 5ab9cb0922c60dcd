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

func (s *Server) handleSafety(w http.ResponseWriter, r *http.Request) error {
	return s.showSafety(w, r, http.StatusOK, pages.SafetyView{From: visitOf(r).today.String()})
}

// showSafety shows what protects a client, with the form that was refused, if any.
func (s *Server) showSafety(w http.ResponseWriter, r *http.Request, status int, view pages.SafetyView) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Safety(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	base := "/clients/" + uid.String()
	view.Back, view.Action = ui.Link{Href: base, Text: found.Client.Name()}, base+"/safety"
	view.Revision, view.Ordered, view.Guard = strconv.Itoa(found.Client.Revision), found.Client.NonDisclosure, found.Guard
	for _, b := range found.Bans {
		view.Bans = append(view.Bans, pages.BanView{
			Name: found.Names.Staff[b.StaffID], Days: v.words.Day(b.From) + "–" + v.words.Day(b.To), UID: found.Names.StaffUIDs[b.StaffID].String(),
		})
	}
	for _, p := range found.Staff {
		view.Staff = append(view.Staff, ui.Option{Value: p.UID.String(), Text: p.Name})
	}
	for _, c := range found.Changes {
		view.Changes = append(view.Changes, pages.HistoryLine{
			Moment: v.words.Moment(timeOf(c.At)), Actor: found.Names.Actor(c.Actor), Reason: c.Reason, Text: safetyLine(v.words, c, found.Names),
		})
	}
	return s.render(w, r, status, pages.Safety(s.frame(w, r, v.words.T("safety.title")), view))
}

func safetyLine(words *i18n.Printer, c app.SafetyChange, names app.Names) string {
	var parts []string
	if c.Ordered != nil && *c.Ordered {
		parts = append(parts, words.T("safety.was_ordered"))
	} else if c.Ordered != nil {
		parts = append(parts, words.T("safety.was_lifted"))
	}
	for _, id := range c.Banned {
		parts = append(parts, words.T("safety.was_banned", "name", names.Staff[id]))
	}
	for _, id := range c.Lifted {
		parts = append(parts, words.T("safety.was_let_in", "name", names.Staff[id]))
	}
	return joinParts(parts...)
}

func (s *Server) handleOrderNonDisclosure(w http.ResponseWriter, r *http.Request) error {
	word := "done.order_set"
	return s.changeSafety(w, r, "order", func(which app.Correction, f *form) (string, error) {
		if !f.yes("ordered") {
			word = "done.order_lifted"
		}
		_, err := s.App.OrderNonDisclosure(r.Context(), visitOf(r).actor, which, f.yes("ordered"))
		return word, err
	})
}

func (s *Server) handleBanStaff(w http.ResponseWriter, r *http.Request) error {
	return s.changeSafety(w, r, "ban", func(which app.Correction, f *form) (string, error) {
		span := casework.Span{From: f.day("from"), To: f.day("to")}
		if err := f.invalid(); err != nil {
			return "", err
		}
		_, err := s.App.BanStaff(r.Context(), visitOf(r).actor, which, f.uid("staff"), span)
		return "done.staff_banned", err
	})
}

func (s *Server) handleLiftBan(w http.ResponseWriter, r *http.Request) error {
	staff, err := pathUID(r, "staff")
	if err != nil {
		return err
	}
	return s.changeSafety(w, r, "lift-"+staff.String(), func(which app.Correction, _ *form) (string, error) {
		_, err := s.App.LiftBan(r.Context(), visitOf(r).actor, which, staff)
		return "done.ban_lifted", err
	})
}

// changeSafety is what the three forms share: a reason, and the page again with
// what was refused. Whoever has banned themselves comes to the list of clients.
func (s *Server) changeSafety(w http.ResponseWriter, r *http.Request, form string, do func(app.Correction, *form) (string, error)) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	word, err := do(f.correction(uid), f)
	if p := refusalOf(err); p != nil {
		return s.showSafety(w, r, statuses[p.Kind], pages.SafetyView{
			Chosen: f.text("staff"), From: f.text("from"), To: f.text("to"), Reason: f.text("reason"), Refused: form, Problem: p,
		})
	}
	if err != nil {
		return err
	}
	to := "/clients/" + uid.String() + "/safety"
	if own := visitOf(r).session.Actor.ID; form == "ban" && slices.Contains(f.texts("staff"), own) {
		to = "/clients"
	}
	return s.done(w, r, to, word)
}
