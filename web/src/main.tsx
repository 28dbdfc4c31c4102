import "@/ui/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/app";
import { startWords } from "@/i18n/start";
import { Providers } from "@/ui/providers";

const root = document.getElementById("root");
if (root)
  void startWords().then((language) =>
    createRoot(root).render(
      <StrictMode>
        <Providers language={language}>
          <App />
        </Providers>
      </StrictMode>,
    ),
  );
