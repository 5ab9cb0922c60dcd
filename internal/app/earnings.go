package app

import (
	"errors"
	"sync"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/rules"
)

// publishedRules are the rules by which the program computes; they are read once.
var publishedRules = sync.OnceValues(rules.Published)

// watched loads what the earnings watch asks of clients, by their keys. episodes
// are all that they have, and may be others' too: each counts, for a limit knows
// of none.
func (t *turn) watched(clients []casework.Client, episodes []casework.Episode) (map[int64]*benefits.WatchQuestion, error) {
	questions := make(map[int64]*benefits.WatchQuestion, len(clients))
	for _, c := range clients {
		questions[c.ID] = &benefits.WatchQuestion{Today: t.day}
	}
	if len(clients) == 0 {
		return questions, nil
	}
	of := map[int64]*benefits.WatchQuestion{}
	var ids []int64
	for _, e := range episodes {
		if q := questions[e.ClientID]; q != nil {
			of[e.ID], ids = q, append(ids, e.ID)
		}
	}
	jobs, jobsErr := t.tx.PlacementsOfEpisodes(ids)
	counselled, counselledErr := t.tx.CounsellingOfEpisodes(ids)
	earned, earnedErr := t.tx.EarningsOfEpisodes(ids)
	dormant, dormantErr := t.tx.DormanciesOfEpisodes(ids)
	answered, answeredErr := t.tx.ProfileAnswersOfEpisodes(ids)
	answers := map[*benefits.WatchQuestion]casework.ProfileAnswers{}
	for _, a := range answered {
		answers[of[a.EpisodeID]] = append(answers[of[a.EpisodeID]], a)
	}
	for _, c := range clients {
		q := questions[c.ID]
		q.Pensions = benefits.PensionsOf(c.Incomes, casework.FactsOf(answers[q]))
	}
	for _, j := range jobs {
		of[j.EpisodeID].Jobs = append(of[j.EpisodeID].Jobs, j)
	}
	for _, c := range counselled {
		of[c.EpisodeID].Counselled = append(of[c.EpisodeID].Counselled, c)
	}
	for _, e := range earned {
		of[e.EpisodeID].Earned = append(of[e.EpisodeID].Earned, e)
	}
	for _, d := range dormant {
		of[d.EpisodeID].Dormant = append(of[d.EpisodeID].Dormant, d)
	}
	return questions, errors.Join(jobsErr, counselledErr, earnedErr, dormantErr, answeredErr)
}
