// Arabic: the pages of students whole; what is missing of the others is shown in English. The layout runs from right to
// left throughout. Plurals have the six forms of CLDR.
import { account } from "./ar/account.ts";
import { assignment } from "./ar/assignment.ts";
import { courses } from "./ar/courses.ts";
import { forum } from "./ar/forum.ts";
import { learning } from "./ar/learning.ts";
import { quiz } from "./ar/quiz.ts";
import type { SomeWords } from "@/i18n/words";
import { awards } from "./ar/awards.ts";

export const ar: SomeWords = {
  ...awards,
  ...account,
  ...assignment,
  ...courses,
  ...forum,
  ...learning,
  ...quiz,
  app: {
    name: "Lectern",
    skip: "انتقل إلى المحتوى",
    menu: "القائمة",
    home: "الرئيسية",
    courses: "الدورات",
    account: "الحساب",
    signIn: "تسجيل الدخول",
    signOut: "تسجيل الخروج",
    language: "اللغة",
    theme: "الألوان",
    light: "فاتح",
    dark: "داكن",
    system: "مثل النظام",
  },
  moments: {
    title: "أسئلة في هذا الفيديو",
    questionAt: "سؤال عند {{time}}",
    required: "يستمر الفيديو بعد أن تجيب.",
    mayBeSkipped: "يمكنك تخطيه.",
    answer: "أجب",
    skip: "تخطَّ",
    goOn: "تابع",
    again: "حاول مرة أخرى",
    rewind: "شاهد مرة أخرى من {{time}}",
    lookAgain: "شاهد مرة أخرى من {{time}}، ثم يعود السؤال.",
    asItIsNow: "اعرضه كما هو الآن",
    stateOpen: "لم تُجب",
    stateRequired: "بانتظار إجابتك",
  },
  error: {
    title: "حدث خطأ ما",
    crash: "توقفت هذه الصفحة عن العمل. ما حفظته آمن.",
    reload: "أعد تحميل الصفحة",
    retry: "حاول مرة أخرى",
    unreachable: "لا يمكن الوصول إلى الخادم. ما كتبته محفوظ؛ حاول بعد قليل.",
    unknown: "لم يتمكن الخادم من ذلك. حاول بعد قليل.",
    notFound: "هذه الصفحة غير موجودة",
    notFoundText: "قد يكون العنوان مكتوبًا خطأً، أو أُزيل ما كان هنا.",
    noAccess: "لا يحق لك رؤية هذه الصفحة",
    noAccessText: "اطلب الإذن من مدرّس الدورة، أو سجّل الدخول بحساب آخر.",
    toHome: "إلى دوراتك",
  },
};
