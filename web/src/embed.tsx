import "@/ui/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EmbedPage } from "@/features/watch/embed-page";
import { startWords } from "@/i18n/start";
import { Providers } from "@/ui/providers";

// /embed/<lesson>
const lesson = location.pathname.split("/")[2] ?? "";
const root = document.getElementById("root");
if (root)
  void startWords().then((language) =>
    createRoot(root).render(
      <StrictMode>
        <Providers language={language}>
          <EmbedPage id={lesson} />
        </Providers>
      </StrictMode>,
    ),
  );
