export { NewAddressPage as default } from "@/features/account/link-pages";
