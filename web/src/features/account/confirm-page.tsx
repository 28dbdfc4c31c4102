export { ConfirmPage as default } from "@/features/account/link-pages";
