package sheet

// The fields of Questions, as indexes of Record.Values.
const (
	QuestionKind = iota
	QuestionText
	ChoiceA
	ChoiceB
	ChoiceC
	ChoiceD
	ChoiceE
	ChoiceF
	ChoiceG
	ChoiceH
	RightAnswer
	Points
	Difficulty
	Topic
	Explanation
	QuestionCourse
	QuestionName
	QuestionSource
)

// Questions is a question bank: a question a row, its choices side by side.
func Questions() Profile {
	fields := []Field{
		QuestionKind:   {Key: "question_kind", Kind: Text, Required: true, Titles: []string{"题型", "Kind of question", "试题类型", "题目类型", "类型", "Kind", "Type", "Question type"}},
		QuestionText:   {Key: "question_text", Kind: Text, Required: true, Titles: []string{"题干", "Question", "题目", "试题", "试题内容", "题目内容", "内容", "问题", "Text", "Question text", "Stem"}},
		RightAnswer:    {Key: "right_answer", Kind: Text, Titles: []string{"答案", "Answer", "正确答案", "标准答案", "参考答案", "Correct answer", "Right answer", "Key"}},
		Points:         {Key: "points", Kind: Number, Titles: []string{"分值", "Points", "分数", "得分", "每题分值", "Score", "Marks"}},
		Difficulty:     {Key: "difficulty", Kind: Text, Titles: []string{"难度", "Difficulty", "难易度", "难度等级", "难易程度", "Level"}},
		Topic:          {Key: "topic", Kind: Text, Titles: []string{"知识点", "Topic", "主题", "章节", "考点", "分类", "Subject", "Tag"}},
		Explanation:    {Key: "explanation", Kind: Text, Titles: []string{"解析", "Explanation", "答案解析", "试题解析", "说明", "Feedback", "Rationale"}},
		QuestionCourse: {Key: "course", Kind: Text, Titles: []string{"课程", "Course", "课程名称", "课程代码", "所属课程"}},
		QuestionName:   {Key: "question_name", Kind: Text, Titles: []string{"名称", "Name", "编号", "题号", "序号", "Number", "No"}},
		QuestionSource: {Key: "source", Kind: Text, Titles: []string{"出处", "Source", "来源", "依据", "Reference"}},
	}
	for i, letter := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
		fields[ChoiceA+i] = Field{Key: "choice_" + letter, Kind: Text, Titles: []string{"选项" + letter, "Choice " + letter, letter, "答案" + letter, "备选" + letter, "Option " + letter, "Answer " + letter}}
	}
	return Profile{Name: "questions", Fields: fields, plain: true}
}
