package web

import (
	"net/http"

	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// handleAgreementSheet shows the co-operation agreement to sign, in the client's
// language unless another is asked for.
func (s *Server) handleAgreementSheet(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.EpisodeForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	return s.render(w, r, http.StatusOK, pages.AgreementSheet(s.frame(w, r, v.words.T("agreement.sheet_title")), agreementView(v, found, r.URL.Query().Get("in"))))
}

func agreementView(v *visit, found app.EpisodeForm, asked string) pages.AgreementSheetView {
	path := "/clients/" + found.Client.UID.String() + "/agreement"
	words, languages := sheetWords(v, found.Client, found.Terms, asked, path+"/sheet")
	t := words.T
	return pages.AgreementSheetView{
		Back: ui.Link{Href: path, Text: v.words.T("episode.agreement_title")}, Languages: languages, Sheet: pages.Frame{Words: words},
		Name: found.Client.Name(), Born: t("consent.sheet.born", "day", found.Client.BirthOn), Coach: found.Names.Staff[found.Episode.CoachOn(found.Today)],
		CoachDoes: []string{
			t("agreement.sheet.coach.search"), t("agreement.sheet.coach.employers"), t("agreement.sheet.coach.income"),
			t("agreement.sheet.coach.support"), t("agreement.sheet.coach.tells"),
		},
		ClientDo: []string{
			t("agreement.sheet.client.wishes"), t("agreement.sheet.client.comes"), t("agreement.sheet.client.tasks"), t("agreement.sheet.client.changes"),
		},
	}
}
