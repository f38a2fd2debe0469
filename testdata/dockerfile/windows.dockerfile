# escape=`
FROM mcr.microsoft.com/windows/servercore
RUN date > /tmp/x
