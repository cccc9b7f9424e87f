package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ImportKind names a kind of list that comes in.
func ImportKind(kind app.ImportKind) string {
	switch kind {
	case app.ImportUsage:
		return lang.L("Use by month")
	case app.ImportClassList:
		return lang.L("People and results of classes")
	case app.ImportCompletions:
		return lang.L("Completions of an older system")
	case app.ImportQuestions:
		return lang.L("Questions of the bank")
	}
	return lang.L("Customers and accounts")
}

// listRefusal says why a row of a list of training is not taken, or what is odd
// about one that is; "" for another reason.
func listRefusal(no *app.Refusal) string {
	v := map[string]any{"Value": no.Value, "Field": Column(no.Field)}
	switch no.Reason {
	case app.UnknownStaff:
		return lang.L("Nobody here has the staff number {{.Value}}. Correct the number, or enter the person under Settings first.", v)
	case app.OtherPerson:
		return lang.L("The staff number {{.Value}} is somebody's of another name. Correct the number or the name.", v)
	case app.UnknownClass:
		return lang.L("No class to be filled here has the number {{.Value}}. Correct the number, or plan the class first.", v)
	case app.AttendanceUnclear:
		return lang.L("“{{.Value}}” tells no attendance. Write present, absent, excused or late.", v)
	case app.NeitherYesNorNo:
		return lang.L("{{.Field}}: “{{.Value}}” is neither yes nor no. Write one of the two.", v)
	case app.ResultDiffers:
		v["Value"] = noted(no)
		if v["Value"] == "" {
			return lang.L("{{.Field}} is noted already, and the list says otherwise. What is noted stays; have the list replace it if the list is right.", v)
		}
		return lang.L("{{.Field}}: {{.Value}} is noted already, and the list says otherwise. What is noted stays; have the list replace it if the list is right.", v)
	case app.ResultReplaced:
		v["Value"] = noted(no)
		if v["Value"] == "" {
			return lang.L("{{.Field}} was noted. The list takes it back.", v)
		}
		return lang.L("{{.Field}}: {{.Value}} was noted. The list's takes its place.", v)
	case app.NotCompletedThere:
		return lang.L("The list says the course was not completed. Only completions are taken.")
	case app.PutInByList:
		return lang.L("Was not in the class. The list puts the person in.")
	case app.HereOnlySince:
		return lang.L("Works here only since {{.Value}}. The completion of before is taken all the same.", v)
	}
	return ""
}

// noted is a result as it was noted.
func noted(no *app.Refusal) string {
	if no.Field == "attendance" {
		return Attendance(app.Attendance(no.Value))
	}
	return no.Value
}

// trainingRow says of a row what the page of a class says otherwise: there
// somebody types, here a list is mended.
func trainingRow(p app.ImportProblem) string {
	v := map[string]any{"Value": p.Text, "Field": Column(p.Field)}
	switch no := (&app.Refusal{Field: p.Field, Reason: app.Reason(p.Reason), Value: p.Text}); no.Reason {
	case app.ClassClosed:
		v["Value"] = ClassStatus(app.ClassStatus(p.Text))
		return lang.L("The class is over: {{.Value}}. Nothing more is noted in it; correct the class number, or open the class again.", v)
	case app.ClassFull:
		return lang.L("The class has {{.Value}} seats, and they are taken. Give it more seats, then import the row again.", v)
	case app.NotBegun:
		return lang.L("The class begins on {{.Value}}. Results of before cannot be; correct the day, or wait until it has begun.", v)
	case app.TwiceInClass:
		return lang.L("The person stood in row {{.Value}} already. Keep one of the two.", v)
	case app.PersonLeft:
		return lang.L("Does not work here on that day. Correct the number, or the day of leaving under Settings.")
	case app.ScoreTooHigh:
		return lang.L("The points must lie between 0 and {{.Value}}. Correct them, then import the row again.", v)
	case app.InTheFuture:
		return lang.L("{{.Field}} is still to come. Correct the day.", v)
	case app.UnknownCourse, app.MoreThanClass:
		return Refusal(no)
	default:
		return listRefusal(no)
	}
}

// trainingFor names the reasons of lists of training, to count rows under.
func trainingFor(reason string) string {
	switch app.Reason(reason) {
	case app.UnknownStaff:
		return lang.L("unknown staff number")
	case app.OtherPerson:
		return lang.L("a number of another name")
	case app.UnknownClass:
		return lang.L("unknown class")
	case app.UnknownCourse:
		return lang.L("unknown course")
	case app.AttendanceUnclear:
		return lang.L("no word for attendance")
	case app.NeitherYesNorNo:
		return lang.L("neither yes nor no")
	case app.ResultDiffers:
		return lang.L("noted otherwise already")
	case app.ResultReplaced:
		return lang.L("replaced by the list")
	case app.NotCompletedThere:
		return lang.L("not completed there")
	case app.PutInByList:
		return lang.L("put in the class")
	case app.HereOnlySince:
		return lang.L("of before the person came")
	case app.ClassClosed:
		return lang.L("a class that is over")
	case app.ClassFull:
		return lang.L("no seat left")
	case app.NotBegun:
		return lang.L("before the class")
	case app.TwiceInClass:
		return lang.L("a person twice")
	case app.PersonLeft:
		return lang.L("does not work here then")
	case app.ScoreTooHigh:
		return lang.L("points above the maximum")
	case app.MoreThanClass:
		return lang.L("longer than the class")
	case app.InTheFuture:
		return lang.L("still to come")
	}
	return ""
}
