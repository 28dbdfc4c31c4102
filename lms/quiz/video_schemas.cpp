// What questions within recordings look like on the wire.
#include "lms/quiz/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"AskedMoment",
     R"({"type":"object","required":["id","at_seconds","required","points","shown","version","number","tries_left",
      "may_try","settled","last"],"properties":{"id":{"type":"string"},"at_seconds":{"type":"number"},
      "required":{"type":"boolean","description":"Nobody goes past it without an answer"},
      "points":{"type":"number"},"shown":{"type":"object"},"version":{"type":"integer"},
      "number":{"type":"integer","description":"Of the next try"},
      "tries_left":{"type":["integer","null"],"description":"null: any number"},"may_try":{"type":"boolean"},
      "settled":{"type":"boolean","description":"Nothing holds one there any more"},
      "last":{"type":["object","null"],"required":["number","response","fraction","right","verdicts","feedback",
        "solution","rewind_seconds"],"properties":{"number":{"type":"integer"},"response":{"type":"object"},
        "fraction":{"type":"number"},"right":{"type":"boolean"},
        "verdicts":{"type":"array","items":{"$ref":"#/components/schemas/Verdict"}},
        "feedback":{"type":"string","description":"Markdown"},"solution":{"type":["object","null"]},
        "rewind_seconds":{"type":["number","null"]}}}}})"},
    {"AskedVideo",
     R"({"type":"object","required":["items","fraction","passed","teaching"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/AskedMoment"}},
      "fraction":{"type":["number","null"]},"passed":{"type":"boolean"},
      "teaching":{"type":"boolean","description":"One's answers count nowhere"}}})"},
    {"NewVideoAnswer",
     R"({"type":"object","additionalProperties":false,"required":["number","version"],"properties":{
      "number":{"type":"integer","minimum":1,"description":"Of the try"},
      "version":{"type":"integer","minimum":1,"description":"Of the question that was shown"},
      "response":{"type":"object"}}})"},
    {"NewVideoQuiz",
     R"({"type":"object","required":["moments"],"properties":{
      "method":{"enum":["best","last","first","average"]},"pass_fraction":{"type":"number","minimum":0,"maximum":1},
      "moments":{"type":"array","maxItems":200,"items":{"type":"object","additionalProperties":false,
        "required":["at_seconds","question_id"],"properties":{
        "id":{"type":"string","description":"Of one that stays; without it the moment is new"},
        "at_seconds":{"type":"number","minimum":0},"question_id":{"type":"string"},"required":{"type":"boolean"},
        "tries":{"type":"integer","minimum":0,"maximum":100,"description":"0: any number"},
        "rewind_seconds":{"type":["number","null"],"description":"Where a wrong answer leads back to"},
        "points":{"type":"number","minimum":0}}}}}})"},
    {"VideoQuiz",
     R"({"type":"object","required":["course_id","method","pass_fraction","moments"],"properties":{
      "course_id":{"type":"string"},"method":{"enum":["best","last","first","average"]},
      "pass_fraction":{"type":"number"},"moments":{"type":"array","items":{"type":"object",
        "required":["id","at_seconds","question_id","name","type","required","tries","rewind_seconds","points"],
        "properties":{"id":{"type":"string"},"at_seconds":{"type":"number"},"question_id":{"type":"string"},
        "name":{"type":"string"},"type":{"type":"string"},"required":{"type":"boolean"},"tries":{"type":"integer"},
        "rewind_seconds":{"type":["number","null"]},"points":{"type":"number"}}}}}})"},
    {"VideoQuizReport",
     R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["moment_id","at_seconds","name","type","points","people","right_at_first",
        "right_at_last","tries","mean_first","responses"],"properties":{"moment_id":{"type":"string"},
      "at_seconds":{"type":"number"},"name":{"type":"string"},"type":{"type":"string"},"points":{"type":"number"},
      "people":{"type":"integer"},"right_at_first":{"type":"integer"},"right_at_last":{"type":"integer"},
      "tries":{"type":"integer"},"mean_first":{"type":"number"},"responses":{"type":"object",
        "description":"Of first tries","additionalProperties":{"type":"object",
        "additionalProperties":{"type":"integer"}}}}}}}})"},
    {"VideoRegraded",
     R"({"type":"object","required":["dry_run","changes"],"properties":{"dry_run":{"type":"boolean"},
      "changes":{"type":"array","items":{"type":"object",
        "required":["moment_id","at_seconds","user_id","person","number","before","after"],"properties":{
        "moment_id":{"type":"string"},"at_seconds":{"type":"number"},"user_id":{"type":"string"},
        "person":{"type":"string"},"number":{"type":"integer","description":"Which of their tries"},
        "before":{"type":"number"},"after":{"type":"number"}}}}}})"},
    {"VideoQuizPeople",
     R"({"type":"object","required":["items","next"],"properties":{"next":{"type":["string","null"]},
      "items":{"type":"array","items":{"type":"object","required":["user_id","name","answered","fraction","passed",
        "by_moment"],"properties":{"user_id":{"type":"string"},"name":{"type":"string"},"answered":{"type":"integer"},
      "fraction":{"type":["number","null"]},"passed":{"type":"boolean"},
      "by_moment":{"type":"array","items":{"type":["number","null"]}}}}}}})"},
};

}  // namespace

std::span<const http::Schema> video_quiz_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
