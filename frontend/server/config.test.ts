import { expect, it } from "vitest";
import { FrontendConfigError, parseFrontendConfig } from "./config.ts";

it("needs nothing to be set", () => {
  expect(parseFrontendConfig({}, "/repo/frontend")).toEqual({
    host: "127.0.0.1",
    port: 3000,
    backendUrl: new URL("http://127.0.0.1:5000"),
    directory: "/repo/frontend/dist",
    allowedHosts: [],
    pageSettings: { xrayConsoleUrl: "", awsRegion: "" },
  });
});

it("reads every variable", () => {
  const env = {
    FRONTEND_HOST: "0.0.0.0",
    FRONTEND_PORT: "0",
    BACKEND_URL: "http://backend:5000/",
    FRONTEND_DIR: "/pages",
    FRONTEND_ALLOWED_HOSTS: "Frontend, app.example",
    XRAY_CONSOLE_URL: "http://localhost:2001",
    AWS_REGION: "eu-west-1",
  };
  expect(parseFrontendConfig(env, "/repo/frontend")).toEqual({
    host: "0.0.0.0",
    port: 0,
    backendUrl: new URL("http://backend:5000"),
    directory: "/pages",
    allowedHosts: ["frontend", "app.example"],
    pageSettings: { xrayConsoleUrl: "http://localhost:2001", awsRegion: "eu-west-1" },
  });
});

it.each([
  ["FRONTEND_PORT", "70000"],
  ["FRONTEND_PORT", "3000a"],
  ["BACKEND_URL", "localhost:5000"],
  ["BACKEND_URL", "https://localhost:5000"],
  ["BACKEND_URL", "http://localhost:5000/api"],
])("names %s=%s, which cannot be used", (name, value) => {
  const parse = () => parseFrontendConfig({ [name]: value }, "/repo/frontend");
  expect(parse).toThrow(FrontendConfigError);
  expect(parse).toThrow(`${name}=${value}`);
});
