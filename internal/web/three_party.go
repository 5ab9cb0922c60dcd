package web

import (
	"net/http"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/problem"
)

func (s *Server) handleThreePartyForm(w http.ResponseWriter, r *http.Request) error {
	form := pages.ThreePartyForm{ReferralForm: s.newReferral(r)}
	form.Meeting.UID = s.App.IDs().String()
	form.Meeting.Present = []string{string(casework.ClientPresent), string(casework.CareWorkerPresent), string(casework.CoachPresent)}
	return s.showThreePartyForm(w, r, http.StatusOK, form)
}

func (s *Server) showThreePartyForm(w http.ResponseWriter, r *http.Request, status int, p pages.ThreePartyForm) error {
	offer, err := s.offerReferral(r, &p.ReferralForm)
	if err != nil {
		return err
	}
	if !offer.Coaches { // the first meeting is the team's to note
		return problem.New(problem.Forbidden, "three_party.of_the_team")
	}
	t := visitOf(r).words.T
	p.Title, p.Submit = t("three_party.title"), t("three_party.save")
	if p.Sub == "" {
		p.Sub = t("three_party.text")
	}
	p.Meeting.Problem = p.Problem
	return s.render(w, r, status, pages.ThreeParty(s.frame(w, r, p.Title), p))
}

func (s *Server) handleThreeParty(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var p pages.ThreePartyForm
	var in app.ThreePartyInput
	p.ReferralForm, in.Referral = f.referral()
	p.Meeting, in.Meeting = f.suitability()
	p.UID, p.Meeting.UID = s.orNew(in.Referral.UID), s.orNew(f.uid("meeting"))
	in.MeetingUID = uidOf(p.Meeting.UID)
	var done app.Referred
	err = f.taken(func() (err error) {
		done, err = s.App.MeetThreeParty(r.Context(), visitOf(r).actor, in)
		return err
	})
	if p.Problem = refusalOf(err); p.Problem != nil {
		return s.showThreePartyForm(w, r, statuses[p.Problem.Kind], p)
	}
	if err != nil {
		return err
	}
	if done.Like != nil {
		p.Like = likeOptions(visitOf(r).words, *done.Like)
		return s.showThreePartyForm(w, r, http.StatusUnprocessableEntity, p)
	}
	client := "/clients/" + done.Client.UID.String()
	if in.Meeting.Decision == casework.DecideStart {
		return s.done(w, r, client+"/start", "done.three_party_start")
	}
	return s.done(w, r, client, "done.three_party")
}
