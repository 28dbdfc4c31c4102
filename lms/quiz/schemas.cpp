#include "lms/quiz/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"QuestionDefinition",
     R"({"type":"object","required":["stem"],"description":"With more fields, by the type",
      "properties":{"stem":{"type":"string","description":"Markdown"},"feedback":{"type":"string"},
      "hints":{"type":"array","items":{"type":"object","required":["text","cost"],"properties":{
        "text":{"type":"string"},"cost":{"type":"number","minimum":0,"maximum":1}}}}}})"},
    {"Question",
     R"({"type":"object","required":["id","course_id","category_id","name","type","version","tags","used_in",
      "archived","updated_at"],"properties":{"id":{"type":"string"},"course_id":{"type":"string"},
      "category_id":{"type":["string","null"]},"name":{"type":"string"},"type":{"type":"string"},
      "version":{"type":"integer"},"definition":{"$ref":"#/components/schemas/QuestionDefinition"},
      "tags":{"type":"array","items":{"type":"string"}},"used_in":{"type":"integer","description":"Quizzes"},
      "archived":{"type":"boolean"},"updated_at":{"type":"string","format":"date-time"}}})"},
    {"QuestionDetails", R"({"allOf":[{"$ref":"#/components/schemas/Question"},{"type":"object",
      "required":["versions","uses"],"properties":{
      "versions":{"type":"array","items":{"type":"object","required":["version","definition","author","created_at"],
        "properties":{"version":{"type":"integer"},"definition":{"$ref":"#/components/schemas/QuestionDefinition"},
        "author":{"type":"string"},"created_at":{"type":"string","format":"date-time"}}}},
      "uses":{"type":"array","items":{"type":"object","required":["lesson_id","course_id","title"],"properties":{
        "lesson_id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"}}}}}}]})"},
    {"QuestionList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Question"}},"next":{"type":["string","null"]}}})"},
    {"NewQuestion", R"({"type":"object","additionalProperties":false,"required":["name","type","definition"],
      "properties":{"name":{"type":"string","maxLength":200},"type":{"type":"string"},"category_id":{"type":"string"},
      "tags":{"type":"array","maxItems":20,"items":{"type":"string"}},
      "definition":{"$ref":"#/components/schemas/QuestionDefinition"}}})"},
    {"QuestionPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","maxLength":200},"category_id":{"type":["string","null"]},
      "tags":{"type":"array","maxItems":20,"items":{"type":"string"}},"archived":{"type":"boolean"},
      "definition":{"$ref":"#/components/schemas/QuestionDefinition"}}})"},
    {"QuestionTrial",
     R"({"type":"object","additionalProperties":false,"required":["type","definition"],"properties":{
      "type":{"type":"string"},"definition":{"$ref":"#/components/schemas/QuestionDefinition"},
      "seed":{"type":"integer"},"response":{"type":"object"}}})"},
    {"QuestionTried", R"({"type":"object","required":["shown","solution","fraction","verdicts"],"properties":{
      "shown":{"type":"object"},"solution":{"type":["object","null"]},"fraction":{"type":["number","null"]},
      "verdicts":{"type":"array","items":{"$ref":"#/components/schemas/Verdict"}}}})"},
    {"Verdict", R"({"type":"object","required":["part","response","fraction","feedback"],"properties":{
      "part":{"type":"string"},"response":{"type":"string"},"fraction":{"type":"number"},
      "feedback":{"type":"string","description":"Markdown"}}})"},
    {"QuestionCategory",
     R"({"type":"object","required":["id","name","shared","foreign","questions"],"properties":{
      "id":{"type":"string"},"name":{"type":"string","description":"A path: Optics/Lenses"},
      "shared":{"type":"boolean"},"foreign":{"type":"boolean","description":"Of another course that shares it"},
      "questions":{"type":"integer"}}})"},
    {"QuestionCategories", R"({"type":"object","required":["items","tags"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/QuestionCategory"}},
      "tags":{"type":"array","items":{"type":"string"}}}})"},
    {"NewQuestionCategory", R"({"type":"object","additionalProperties":false,"required":["name"],
      "properties":{"name":{"type":"string","maxLength":200}}})"},
    {"QuestionCategoryPatch", R"({"type":"object","additionalProperties":false,
      "description":"Those below a category move with it","properties":{
      "name":{"type":"string","maxLength":200},"shared":{"type":"boolean"}}})"},
    {"QuestionImport",
     R"({"type":"object","additionalProperties":false,"required":["format","text"],"properties":{
      "format":{"enum":["gift","moodle_xml","aiken"]},"text":{"type":"string"},"category_id":{"type":"string"},
      "dry_run":{"type":"boolean"}}})"},
    {"QuestionsImported", R"({"type":"object","required":["dry_run","questions"],"properties":{
      "dry_run":{"type":"boolean"},"questions":{"type":"array","items":{"type":"object",
        "required":["name","type","category"],"properties":{"name":{"type":"string"},"type":{"type":"string"},
        "category":{"type":"string"}}}}}})"},
    {"QuizRules", R"({"type":"object","additionalProperties":false,"properties":{
      "opens_at":{"type":["string","null"],"format":"date-time"},"closes_at":{"type":["string","null"],"format":"date-time"},
      "time_limit_seconds":{"type":["integer","null"]},"attempts":{"type":"integer","description":"0: any number"},
      "delay_seconds":{"type":"integer"},"password":{"type":"string"},"networks":{"type":"string"},
      "shuffle_questions":{"type":"boolean"},"certainty":{"type":"boolean"},
      "sequential":{"type":"boolean","description":"One page after the other, and no way back"},
      "method":{"enum":["best","last","first","average"]},"pass_fraction":{"type":"number"},
      "show_points":{"enum":["submitted","closed","never"]},"show_feedback":{"enum":["submitted","closed","never"]},
      "show_solutions":{"enum":["submitted","closed","never"]}}})"},
    {"QuizSlot", R"({"type":"object","additionalProperties":false,"properties":{"page":{"type":"integer"},
      "section":{"type":"string"},"question_id":{"type":["string","null"]},"category_id":{"type":["string","null"]},
      "tag":{"type":"string"},"points":{"type":"number"}}})"},
    {"NewQuiz", R"({"type":"object","required":["rules","slots"],"properties":{
      "rules":{"$ref":"#/components/schemas/QuizRules"},
      "slots":{"type":"array","maxItems":300,"items":{"$ref":"#/components/schemas/QuizSlot"}}}})"},
    {"Quiz",
     R"({"type":"object","required":["lesson_id","course_id","title","rules","slots","attempts"],"properties":{
      "lesson_id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"},
      "rules":{"$ref":"#/components/schemas/QuizRules"},
      "slots":{"type":"array","items":{"$ref":"#/components/schemas/QuizSlot"}},
      "attempts":{"type":"integer","description":"Begun by people; then the questions stay"}}})"},
    {"QuizOverride",
     R"({"type":"object","required":["whom","id"],"properties":{"whom":{"enum":["person","cohort"]},
      "id":{"type":"string"},"name":{"type":"string"},"opens_at":{"type":["string","null"],"format":"date-time"},
      "closes_at":{"type":["string","null"],"format":"date-time"},"time_limit_seconds":{"type":["integer","null"]},
      "attempts":{"type":["integer","null"]}}})"},
    {"QuizOverrides", R"({"type":"object","required":["overrides"],"properties":{
      "overrides":{"type":"array","items":{"$ref":"#/components/schemas/QuizOverride"}}}})"},
    {"NewQuizOverrides", R"({"type":"object","required":["overrides"],"properties":{
      "overrides":{"type":"array","maxItems":500,"items":{"$ref":"#/components/schemas/QuizOverride"}}}})"},
    {"AttemptSummary",
     R"({"type":"object","required":["id","lesson_id","user_id","number","preview","state","started_at",
      "due_at","submitted_at","points","most_points","fraction"],"properties":{"id":{"type":"string"},
      "lesson_id":{"type":"string"},"user_id":{"type":"string"},"number":{"type":"integer"},
      "preview":{"type":"boolean"},"state":{"enum":["open","submitted","marking","graded"]},
      "started_at":{"type":"string","format":"date-time"},"due_at":{"type":["string","null"],"format":"date-time"},
      "submitted_at":{"type":["string","null"],"format":"date-time"},"points":{"type":["number","null"]},
      "most_points":{"type":"number"},"fraction":{"type":["number","null"]}}})"},
    {"QuizEntrance",
     R"({"type":"object","required":["lesson_id","course_id","title","rules","questions","most_points",
      "attempts","refusal","refusal_sentence","fraction","passed","teaching"],"properties":{
      "lesson_id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"},
      "rules":{"$ref":"#/components/schemas/QuizRules"},"questions":{"type":"integer"},"most_points":{"type":"number"},
      "attempts":{"type":"array","items":{"$ref":"#/components/schemas/AttemptSummary"}},
      "refusal":{"enum":["not_open","closed","no_attempts_left","too_soon","wrong_place",null]},
      "refusal_sentence":{"type":"string"},"fraction":{"type":["number","null"]},"passed":{"type":"boolean"},
      "teaching":{"type":"boolean"}}})"},
    {"EssayFile",
     R"({"type":"object","required":["id","filename","size"],"properties":{"id":{"type":"string"},
      "filename":{"type":"string"},"size":{"type":"integer"}}})"},
    {"EssayFiles", R"({"type":"object","required":["items"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/EssayFile"}}}})"},
    {"NewAttempt",
     R"({"type":"object","additionalProperties":false,"properties":{"password":{"type":"string"}}})"},
    {"QuizAttempt", R"({"allOf":[{"$ref":"#/components/schemas/AttemptSummary"},{"type":"object",
      "required":["course_id","title","person","now","certainty","sequential","page","pages","teaching","shows","questions"],"properties":{
      "course_id":{"type":"string"},"title":{"type":"string"},"person":{"type":"string"},
      "now":{"type":"string","format":"date-time","description":"The server's clock: what a countdown goes by"},
      "certainty":{"type":"boolean"},"sequential":{"type":"boolean","description":"Only the questions of `page` are given"},
      "page":{"type":"integer"},"pages":{"type":"integer"},"pass_fraction":{"type":"number"},"teaching":{"type":"boolean"},
      "shows":{"type":"object","required":["points","feedback","solutions"],"properties":{"points":{"type":"boolean"},
        "feedback":{"type":"boolean"},"solutions":{"type":"boolean"}}},
      "questions":{"type":"array","items":{"type":"object","required":["slot","page","section","points","shown",
        "sequence","response","certainty","flagged","hints","files","late_files"],"properties":{"slot":{"type":"integer"},
        "page":{"type":"integer"},"section":{"type":"string"},"points":{"type":"number"},"shown":{"type":"object"},
        "sequence":{"type":"integer"},"response":{"type":["object","null"]},"certainty":{"type":["integer","null"]},
        "flagged":{"type":"boolean"},"files":{"type":"array","items":{"$ref":"#/components/schemas/EssayFile"}},
        "late_files":{"type":"array","items":{"type":"string"},"description":"What arrived too late to be handed in"},
        "hints":{"type":"object","required":["taken","next_cost"],"properties":{
          "taken":{"type":"array","items":{"type":"string"}},"next_cost":{"type":["number","null"]}}},
        "outcome":{"type":"object","properties":{"fraction":{"type":["number","null"]},
          "points":{"type":["number","null"]},"comment":{"type":["string","null"]},
          "rubric":{"anyOf":[{"$ref":"#/components/schemas/RubricMarks"},{"type":"null"}]},
          "feedback":{"type":["string","null"]},"solution":{"type":["object","null"]},
          "verdicts":{"type":["array","null"],"items":{"$ref":"#/components/schemas/Verdict"}}}}}}}}}]})"},
    {"AnswerSave", R"({"type":"object","additionalProperties":false,"required":["sequence"],"properties":{
      "sequence":{"type":"integer","description":"One more than the last; an older one is refused"},
      "response":{"type":["object","null"]},"certainty":{"type":["integer","null"],"minimum":1,"maximum":3},
      "flagged":{"type":"boolean"}}})"},
    {"LeftPage", R"({"type":"object","additionalProperties":false,"required":["page"],"properties":{
      "page":{"type":"integer","minimum":1,"description":"The one that is left"}}})"},
    {"AnswerSaved",
     R"({"type":"object","required":["sequence"],"properties":{"sequence":{"type":"integer"}}})"},
    {"AttemptEvents", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["number","what","slot","details","at"],"properties":{"number":{"type":"integer"},
      "what":{"enum":["started","answered","hint","left_page","file_added","file_removed","file_late","submitted","marked","regraded"]},"slot":{"type":["integer","null"]},
      "details":{},"at":{"type":"string","format":"date-time"}}}}}})"},
    {"QuizResults",
     R"({"type":"object","required":["items","next"],"properties":{"items":{"type":"array","items":{
      "allOf":[{"$ref":"#/components/schemas/AttemptSummary"},{"type":"object","required":["person","points_by_slot"],
      "properties":{"person":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},
        "name":{"type":"string"},"email":{"type":"string"}}},
      "points_by_slot":{"type":"array","items":{"type":["number","null"]}}}}]}},"next":{"type":["string","null"]}}})"},
    {"ItemReport",
     R"({"type":"object","required":["slot","name","type","points","facility","standard_deviation",
      "random_guess","intended_weight","effective_weight","discrimination_index","discrimination_efficiency","responses"],
      "description":"Percentages, by Moodle's definitions","properties":{"slot":{"type":"integer"},
      "name":{"type":"string"},"type":{"type":"string"},"points":{"type":"number"},"facility":{"type":"number"},
      "standard_deviation":{"type":["number","null"]},"random_guess":{"type":["number","null"]},
      "intended_weight":{"type":"number"},"effective_weight":{"type":["number","null"]},
      "discrimination_index":{"type":["number","null"]},"discrimination_efficiency":{"type":["number","null"]},
      "responses":{"type":"object","additionalProperties":{"type":"object","additionalProperties":{"type":"integer"}}}}})"},
    {"QuizReport",
     R"({"type":"object","required":["people","most_points","mean","median","histogram","items"],
      "properties":{"people":{"type":"integer"},"most_points":{"type":"number"},"mean":{"type":"number"},
      "median":{"type":"number"},"standard_deviation":{"type":["number","null"]},"skewness":{"type":["number","null"]},
      "kurtosis":{"type":["number","null"]},"internal_consistency":{"type":["number","null"]},
      "error_ratio":{"type":["number","null"]},"standard_error":{"type":["number","null"]},
      "histogram":{"type":"array","description":"People by tenths of the grade","items":{"type":"integer"}},
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ItemReport"}}}})"},
    {"ToMark", R"({"type":"object","required":["next"],"properties":{"next":{"type":["object","null"],
      "required":["attempt_id","slot","person","points","shown","notes","response","files","waiting"],"properties":{
      "attempt_id":{"type":"string"},"slot":{"type":"integer"},"person":{"type":["string","null"]},
      "points":{"type":"number"},"shown":{"type":"object"},"notes":{"type":"string"},
      "response":{"type":["object","null"]},"files":{"type":"array","items":{"$ref":"#/components/schemas/EssayFile"}},"waiting":{"type":"integer"}}}}})"},
    {"GivenMark", R"({"type":"object","additionalProperties":false,"properties":{
      "points":{"type":"number","minimum":0},"comment":{"type":"string"},
      "rubric":{"$ref":"#/components/schemas/RubricMarks","description":"Instead of points"}}})"},
    {"Regrade",
     R"({"type":"object","additionalProperties":false,"properties":{"dry_run":{"type":"boolean"}}})"},
    {"Regraded",
     R"({"type":"object","required":["dry_run","changes"],"properties":{"dry_run":{"type":"boolean"},
      "changes":{"type":"array","items":{"type":"object","required":["attempt_id","person","slot","before","after"],
        "properties":{"attempt_id":{"type":"string"},"person":{"type":"string"},"slot":{"type":"integer"},
        "before":{"type":"number"},"after":{"type":"number"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> quiz_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
